import type { InspectReply, InspectRequest } from '../../src/inspect/inspect.messages.js'
import type { InspectEngine, Channel, ChannelListener } from '../../src/inspect/pool/Channel.js'

/** A channel whose other end is the test. */
export class FakeChannel implements Channel {
  readonly engine: InspectEngine
  readonly canKill: boolean
  readonly requests: InspectRequest[] = []
  hasEnded: boolean = false
  #listener: ChannelListener | null = null

  constructor(engine: InspectEngine = 'worker') {
    this.engine = engine
    this.canKill = engine !== 'main'
  }

  /** Ids of the files that were handed over. */
  get started(): number[] {
    return this.requests.filter(({ kind }) => kind === 'inspect').map((request) => ('id' in request ? request.id : 0))
  }

  listen(listener: ChannelListener): void {
    this.#listener = listener
  }

  post(request: InspectRequest): void {
    this.requests.push(request)
  }

  end(): void {
    this.hasEnded = true
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
