import type { InspectReply, InspectRequest } from '../inspect.messages.js'

/** Where the work is done: a worker from a file, a worker from a blob, the page itself. */
export type InspectEngine = 'worker' | 'blob' | 'main'

export interface ChannelListener {
  readonly onReply: (reply: InspectReply) => void
  /** It will answer no more. Never said after `end`. */
  readonly onCrash: () => void
}

/** A connection to something that inspects, ready to be used. */
export interface Channel {
  readonly engine: InspectEngine
  /** Can it be stopped in the middle of a piece of work? */
  readonly canKill: boolean
  listen(listener: ChannelListener): void
  post(request: InspectRequest): void
  end(): void
}
