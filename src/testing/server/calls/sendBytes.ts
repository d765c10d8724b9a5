import type { SendTicket } from './answers.js'
import { BrokenRule } from './BrokenRule.js'
import type { Scrubber } from './createScrubber.js'

/** An answer of storage, and how to say that it is not the expected one. */
export interface Sent {
  readonly status: number
  /** Without quotes; null if there is none. */
  readonly etag: string | null
  readonly isRefused: boolean
  /** The error to throw. */
  breach(expected: string): BrokenRule
}

/** What differs from the ticket. */
export interface SendChanges {
  /** Headers of a PUT, or fields of a form. Null leaves one out. Names are compared without case. */
  readonly headers?: Readonly<Record<string, string | null>>
}

/** A browser sets these itself. */
const ofTheBrowser = new Set(['host', 'content-length', 'connection', 'origin', 'cookie'])

/** Sends bytes as a ticket says, or almost. */
export async function sendBytes(
  ticket: SendTicket,
  bytes: Uint8Array<ArrayBuffer>,
  scrub: Scrubber,
  { headers: changes = {} }: SendChanges = {},
): Promise<Sent> {
  if (ticket.kind === 'put') {
    const headers = change(Object.entries(ticket.headers ?? {}), changes)
    return put(ticket.url, bytes, headers, scrub)
  }
  const form = new FormData()
  for (const [name, value] of change(ticket.fields, changes)) {
    if (value !== '@file') form.append(name, value)
  }
  const [fileField = 'file'] = ticket.fields.find(([, value]) => value === '@file') ?? []
  form.append(fileField, new Blob([bytes]), 'file')
  const response = await fetch(ticket.url, { method: 'POST', body: form })
  return readSent(response, `POST ${ticket.url} with a form and ${bytes.length} bytes`, scrub)
}

/** Sends bytes to a signed URL. */
export async function put(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: readonly (readonly [name: string, value: string])[],
  scrub: Scrubber,
): Promise<Sent> {
  const sent = headers
    .filter(([name]) => !ofTheBrowser.has(name.toLowerCase()))
    .map(([name, value]): [string, string] => [name, value])
  const response = await fetch(url, { method: 'PUT', headers: sent, body: bytes })
  const names = sent.map(([name]) => name).join(', ')
  return readSent(response, `PUT ${url} with ${bytes.length} bytes and the headers ${names || '(none)'}`, scrub)
}

function change(
  entries: readonly (readonly [string, string])[],
  changes: Readonly<Record<string, string | null>>,
): readonly (readonly [string, string])[] {
  const byName = new Map(Object.entries(changes).map(([name, value]) => [name.toLowerCase(), value]))
  return entries.flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const changed = byName.get(name.toLowerCase())
    if (changed === null) return []
    return [[name, changed ?? value]]
  })
}

async function readSent(response: Response, call: string, scrub: Scrubber): Promise<Sent> {
  const text = await response.text()
  const { status, headers } = response
  return {
    status,
    etag: headers.get('etag')?.replace(/^W\//, '').replaceAll('"', '') ?? null,
    isRefused: status >= 400 && status < 500,
    breach: (expected) => new BrokenRule({ call: scrub(call), expected, came: scrub(`${status} ${text}`) }),
  }
}
