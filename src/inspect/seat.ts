import type { InspectReply } from './inspect.messages.js'
import type { InspectJob } from './inspectJob.js'
import { smallFilesAtOnce } from './limits.js'
import type { Line } from './line.js'

export interface SeatEvents {
  /** A job left: there may be room for another. */
  readonly onRoom: () => void
  /** It is gone, with these jobs unfinished. */
  readonly onLost: (seat: Seat, jobs: readonly InspectJob[], how: 'crashed' | 'killed') => void
}

/** How long a worker has to stop by itself before it is ended. A chunk takes 2 ms, a picture perhaps a second. */
const graceMs = 250

/** A line and the jobs that it works on. */
export class Seat {
  readonly line: Line
  readonly #events: SeatEvents
  readonly #jobs: Map<number, InspectJob> = new Map()
  readonly #graces: Map<number, ReturnType<typeof setTimeout>> = new Map()

  constructor(line: Line, events: SeatEvents) {
    this.line = line
    this.#events = events
    line.listen({ onReply: (reply) => this.#take(reply), onCrash: () => this.#lose('crashed') })
  }

  /** Jobs in flight, an abandoned one too as long as it is worked on. */
  get load(): number {
    return this.#jobs.size
  }

  hasRoomFor(job: InspectJob): boolean {
    const large = [...this.#jobs.values()].filter(({ isLarge }) => isLarge).length
    return job.isLarge ? large === 0 : this.load - large < smallFilesAtOnce
  }

  start(job: InspectJob): void {
    this.#jobs.set(job.id, job)
    const { id, file, sizeBytes, digest, digestOnly } = job
    this.line.post({ kind: 'inspect', id, file, sizeBytes, digest, digestOnly })
  }

  has(job: InspectJob): boolean {
    return this.#jobs.has(job.id)
  }

  /** Asks for the work to stop, and sees to it. */
  cancel(job: InspectJob): void {
    this.line.post({ kind: 'cancel', id: job.id })
    if (!this.line.canKill) return
    this.#graces.set(
      job.id,
      setTimeout(() => this.#lose('killed'), graceMs),
    )
  }

  /** Ends the line at once and without events. */
  end(): readonly InspectJob[] {
    for (const timer of this.#graces.values()) clearTimeout(timer)
    this.line.end()
    return [...this.#jobs.values()]
  }

  #lose(how: 'crashed' | 'killed'): void {
    this.#events.onLost(this, this.end(), how)
  }

  #take(reply: InspectReply): void {
    if (reply.kind === 'ready') return
    const job = this.#jobs.get(reply.id)
    if (reply.kind === 'progress') {
      job?.progress(reply.inspectedBytes)
      return
    }
    clearTimeout(this.#graces.get(reply.id))
    this.#graces.delete(reply.id)
    this.#jobs.delete(reply.id)
    if (reply.kind === 'inspected') job?.succeed(reply.inspection)
    else if (reply.kind === 'failed') job?.fail(reply.failure)
    this.#events.onRoom()
  }
}
