import { TimeLimitError } from '../../../../shared/loading/limitTime.js'
import type { FailureData } from '../../../inspect.messages.js'

/**
 * What one worker sends to another one that reads for it. The buffers travel between the workers themselves: through a
 * `MessagePort`, Firefox copies them.
 */
export type ReadRequest =
  /** Asks for the bytes of a blob, and begins at `start`, a multiple of `chunkBytes`. */
  | { readonly kind: 'read'; readonly blob: Blob; readonly start: number }
  /** Returns the buffer of a chunk. */
  | { readonly kind: 'reuse'; readonly buffer: ArrayBuffer }

/** What the other one answers: chunk after chunk, an empty one at the end, or why it could not be read. */
export type ReadReply =
  | { readonly kind: 'chunk'; readonly chunk: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'unreadable'; readonly cause: FailureData['cause'] }

/** @throws what the reader has caught */
export function toChunk(reply: ReadReply): Uint8Array<ArrayBuffer> {
  if (reply.kind === 'chunk') return reply.chunk
  const { name, message } = reply.cause
  throw name === 'TimeoutError' ? new TimeLimitError(message) : Object.assign(new Error(message), { name })
}
