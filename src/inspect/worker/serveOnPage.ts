import type { InspectReply, InspectRequest } from '../inspect.messages.js'
import { chooseHashing } from './hash/chooseHashing.js'
import type { CreateHasher, Hashing } from './hash/hasher.js'
import { serveInspections } from './serveInspections.js'

// The library build ships this module as one file with all that it imports. Bundlers do not know that it comes after the
// code that is loaded with the first file, and would make a third chunk of what both import.

/** Half a frame, so that nobody notices the work on the page. */
const yieldIntervalMs = 8

interface PageOptions {
  /** Default: what the page's content policy allows. */
  readonly hashing: Hashing | undefined
  /** For where WASM is blocked. */
  readonly createScriptHasher: CreateHasher
  readonly reply: (reply: InspectReply) => void
}

/** A worker's side of the conversation, held on the page. */
export interface PageService {
  readonly hashing: Hashing
  readonly receive: (request: InspectRequest) => void
}

/** Lets the page do a worker's work, in short slices. */
export function serveOnPage({ createScriptHasher, reply, ...given }: PageOptions): PageService {
  const hashing = given.hashing ?? chooseHashing(createScriptHasher)
  return { hashing, receive: serveInspections({ hashing, yieldIntervalMs, reply }) }
}
