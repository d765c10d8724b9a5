import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Inspection, Inspector } from '../../../src/contract/ports/inspector.ts'
import type { SendOutcome, SendRequest, Transport } from '../../../src/contract/ports/transport.ts'
import type { Digest, DigestAlgorithm, ImageFacts } from '../../../src/contract/fileFacts.ts'
import { readOutcome } from '../../../src/transfer/answer/readOutcome.ts'
import { prepareRequest, type PreparedRequest } from '../../../src/transfer/request/prepareRequest.ts'
import { settableHeaders } from '../../../src/testing/conformance/settableHeaders.ts'
import { explainUnusable } from '../../../src/transfer/answer/explainUnusable.ts'
import { UnusableTicket } from '../../../src/transfer/request/UnusableTicket.ts'

/** Computes in Node the digests and dimensions that the worker would compute. */
export function createNodeInspector(): Inspector {
  return {
    concurrency: 2,
    async inspect(file, { digest, onProgress }) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const image = await readImage(file, bytes)
      onProgress(file.size)
      const facts: Inspection = { ...(digest && { digest: digestOf(bytes, digest) }), ...(image && { image }) }
      return facts
    },
    probe: async () => 'readable',
    dispose() {},
  }
}

export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm): Digest {
  const digest = createHash(algorithm === 'md5' ? 'md5' : 'sha256')
    .update(bytes)
    .digest()
  return { algorithm, hex: digest.toString('hex'), base64: digest.toString('base64') }
}

async function readImage(file: File, bytes: Uint8Array): Promise<ImageFacts | undefined> {
  if (!file.type.startsWith('image/')) return undefined
  const { width, height } = await sharp(bytes).metadata()
  return { width, height }
}

/** One request to storage. */
export interface SentRequest extends Pick<PreparedRequest, 'method' | 'url' | 'headers'> {
  /** The status of storage's answer; null if there was none. */
  status: number | null
}

export interface NodeTransport extends Transport {
  readonly sent: readonly SentRequest[]
}

interface NodeTransportOptions {
  /** Hides the ETag, as if CORS did not expose it. */
  readonly hidesEtag?: boolean
}

/** Prepares requests and reads answers with the package's code; only the request itself is made by Node. */
export function createNodeTransport({ hidesEtag = false }: NodeTransportOptions = {}): NodeTransport {
  const sent: SentRequest[] = []

  async function run(prepared: PreparedRequest, signal: AbortSignal): Promise<SendOutcome> {
    const { method, url, headers, body } = prepared
    const record: SentRequest = { method, url, headers, status: null }
    sent.push(record)
    const response = await fetch(url, { method, headers: [...settableHeaders(headers)], body, signal })
    record.status = response.status
    const lines = [...response.headers].filter(([name]) => !(hidesEtag && name === 'etag'))
    const result = {
      kind: 'answered' as const,
      status: response.status,
      responseUrl: response.url,
      headers: lines.map(([name, value]) => `${name}: ${value}`).join('\r\n'),
      text: await response.text(),
    }
    return readOutcome(result, prepared, { dateMs: Date.now(), isOnline: true, wasReached: false })
  }

  return {
    sent,
    async send(request: SendRequest, { signal, onProgress }) {
      try {
        const outcome = await run(prepareRequest(request), signal)
        if (outcome.kind === 'stored') onProgress(request.body.size)
        return outcome
      } catch (error) {
        if (error instanceof UnusableTicket) return { kind: 'unusable', why: explainUnusable(error) }
        signal.throwIfAborted()
        return { kind: 'no-answer', reason: 'network', sentBytes: request.body.size }
      }
    },
  }
}
