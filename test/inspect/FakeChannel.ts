import type { HashingKind, InspectReply, InspectRequest } from '../../src/inspect/inspect.messages.js'
import type { Channel, ChannelListener, InspectEngine } from '../../src/inspect/pool/Channel.js'

/** A channel with the test at its other end. */
export class FakeChannel implements Channel {
  readonly engine: InspectEngine
  readonly hashing: HashingKind
  readonly canTerminate: boolean
  readonly requests: InspectRequest[] = []
  isClosed: boolean = false
  #listener: ChannelListener | null = null

  constructor(engine: InspectEngine = 'worker', hashing: HashingKind = 'wasm') {
    this.engine = engine
    this.hashing = hashing
    this.canTerminate = engine !== 'main'
  }

  /** The ids of the files that were sent. */
  get started(): number[] {
    return this.requests.filter(({ kind }) => kind === 'inspect').map((request) => ('id' in request ? request.id : 0))
  }

  listen(listener: ChannelListener): void {
    this.#listener = listener
  }

  post(request: InspectRequest): void {
    this.requests.push(request)
  }

  close(): void {
    this.isClosed = true
    this.#listener = null
  }

  reply(reply: InspectReply): void {
    this.#listener?.onReply(reply)
  }

  finish(id: number): void {
    this.reply({ kind: 'inspected', id, inspection: { sniffedType: `test/${id}` } })
  }

  crash(): void {
    this.#listener?.onCrash()
  }
}
