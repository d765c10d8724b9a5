import type { HashingKind, InspectReply, InspectRequest } from '../inspect.messages.js'

/** Where the work is done: in a worker from a file, in a worker from a blob, or on the page itself. */
export type InspectEngine = 'worker' | 'blob' | 'main'

export interface ChannelListener {
  readonly onReply: (reply: InspectReply) => void
  /** There will be no more replies. Not called after `close`. */
  readonly onCrash: () => void
}

/** An open connection to something that inspects files. */
export interface Channel {
  readonly engine: InspectEngine
  readonly hashing: HashingKind
  /** Whether closing it ends the work at once, also in the middle of a decode. False for the page. */
  readonly canTerminate: boolean
  listen(listener: ChannelListener): void
  post(request: InspectRequest): void
  close(): void
}
