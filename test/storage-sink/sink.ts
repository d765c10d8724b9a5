import { inject, vi } from 'vitest'
import { patiently } from '../kit/patiently.js'
import type { Received, SinkMode } from './storageSink.js'

/** A place to send to, with its URL and what has arrived there. */
export interface SinkPlace {
  readonly url: string
  /** Returns the requests that have ended, once there are as many as expected. */
  received(count?: number): Promise<readonly Received[]>
}

/** Creates a place that behaves as `mode` and `query` say. The host matters for cookies, which ignore ports. */
export function sinkPlace(
  mode: SinkMode,
  query: Readonly<Record<string, string | number>> = {},
  { host = '127.0.0.1', other = false }: { readonly host?: string; readonly other?: boolean } = {},
): SinkPlace {
  const origin = `http://${host}:${inject('sinkPorts')[other ? 1 : 0]}`
  const id = crypto.randomUUID()
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return {
    url: `${origin}/${mode}/${id}?${search}`,
    async received(count = 1) {
      return vi.waitFor(async () => {
        const answer = await fetch(`${origin}/received/${id}`)
        const list: readonly Received[] = await answer.json()
        if (list.length < count) throw new Error(`Fewer than ${count} requests arrived.`)
        return list
      }, patiently)
    },
  }
}

/** The digest that the server computes of the bytes that arrived. */
export async function sha256(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Creates bytes that compress badly and repeat late, so that a lost or repeated slice would show. */
export function makeBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  for (let start = 0; start < size; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536))
  return bytes
}
