import type { InspectReply } from '../inspect.messages.js'
import type { InspectJob } from './InspectJob.js'
import { heartbeatsToStall, missedHeartbeatsToDoubt, mostMissedHeartbeats, smallFilesAtOnce } from '../limits.js'
import type { Channel } from './Channel.js'

export interface SlotEvents {
  /** A job left, or does not move: there may be room for another. */
  readonly onRoom: () => void
  /** Work in it was given up and goes on all the same: it had better get no more. */
  readonly onStuck: (slot: WorkerSlot) => void
  /** It is gone, with these jobs unfinished. */
  readonly onLost: (slot: WorkerSlot, jobs: readonly InspectJob[], how: 'crashed' | 'killed') => void
}

/** How long a worker has to stop by itself before it is ended. A chunk takes 2 ms, a picture perhaps a second. */
const graceMs = 250

interface Work {
  readonly job: InspectJob
  isDecoding: boolean
  /** Heartbeats since it last moved. */
  idleBeats: number
}

/** A channel and the jobs that it works on. */
export class WorkerSlot {
  readonly channel: Channel
  readonly #events: SlotEvents
  readonly #heartbeatMs: number
  readonly #work: Map<number, Work> = new Map()
  readonly #graces: Map<number, ReturnType<typeof setTimeout>> = new Map()
  #watch: ReturnType<typeof setInterval> | undefined
  #missedBeats = 0
  #hasSpoken = false

  constructor(channel: Channel, heartbeatMs: number, events: SlotEvents) {
    this.channel = channel
    this.#heartbeatMs = heartbeatMs
    this.#events = events
    channel.listen({ onReply: (reply) => this.#take(reply), onCrash: () => this.#lose('crashed') })
  }

  /** Jobs in flight, an abandoned one too as long as it is worked on. */
  get load(): number {
    return this.#work.size
  }

  /** Whether it ever said a word about its work. */
  get hasSpoken(): boolean {
    return this.#hasSpoken
  }

  /** It is not dead yet, but nobody should wait for it. */
  get isDoubtful(): boolean {
    return this.channel.canKill && this.#missedBeats >= missedHeartbeatsToDoubt
  }

  /** A job over which a worker may have ended is alone with the next one, so that no other shares its fate again. */
  hasRoomFor(job: InspectJob): boolean {
    if (this.isDoubtful) return false
    const active = [...this.#work.values()].filter(({ idleBeats }) => idleBeats < heartbeatsToStall)
    if (job.crashes > 0 || active.some((work) => work.job.crashes > 0)) return active.length === 0
    const large = active.filter((work) => work.job.isLarge).length
    return job.isLarge ? large === 0 : active.length - large < smallFilesAtOnce
  }

  start(job: InspectJob): void {
    this.#work.set(job.id, { job, isDecoding: false, idleBeats: 0 })
    this.#watch ??= setInterval(() => this.#look(), this.#heartbeatMs)
    const { id, file, sizeBytes, digest, digestOnly, withoutPicture } = job
    this.channel.post({ kind: 'inspect', id, file, sizeBytes, digest, digestOnly, withoutPicture })
  }

  has(job: InspectJob): boolean {
    return this.#work.has(job.id)
  }

  isDecoding(job: InspectJob): boolean {
    return this.#work.get(job.id)?.isDecoding ?? false
  }

  /** Asks for the work to stop, and sees to it. */
  cancel(job: InspectJob): void {
    this.channel.post({ kind: 'cancel', id: job.id })
    if (!this.channel.canKill) return
    this.#graces.set(
      job.id,
      setTimeout(() => this.#lose('killed'), graceMs),
    )
  }

  /** Ends the channel at once and without events. */
  end(): readonly InspectJob[] {
    for (const timer of this.#graces.values()) clearTimeout(timer)
    this.#stopWatch()
    this.channel.end()
    return Array.from(this.#work.values(), ({ job }) => job)
  }

  #lose(how: 'crashed' | 'killed'): void {
    this.#events.onLost(this, this.end(), how)
  }

  /** A worker that is silent is as good as one that crashed. The page in its place cannot be silent and look. */
  #look(): void {
    this.#missedBeats++
    if (this.channel.canKill && this.#missedBeats > mostMissedHeartbeats) {
      this.#lose('crashed')
      return
    }
    const stalled = [...this.#work.values()].filter((work) => ++work.idleBeats === heartbeatsToStall)
    for (const { job } of stalled) job.stall()
    if (stalled.length > 0 || this.isDoubtful) this.#events.onRoom()
  }

  #stopWatch(): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#missedBeats = 0
  }

  #take(reply: InspectReply): void {
    if (reply.kind === 'ready') return
    this.#missedBeats = 0
    this.#hasSpoken = true
    if (reply.kind === 'alive') return
    const work = this.#work.get(reply.id)
    if (reply.kind === 'progress') {
      if (work) work.idleBeats = 0
      work?.job.progress(reply.inspectedBytes)
    } else if (reply.kind === 'picture') {
      if (work) work.isDecoding = reply.state === 'begun'
      if (reply.state === 'stuck') this.#events.onStuck(this)
    } else this.#finish(reply, work?.job)
  }

  #finish(reply: InspectReply & { readonly id: number }, job: InspectJob | undefined): void {
    clearTimeout(this.#graces.get(reply.id))
    this.#graces.delete(reply.id)
    this.#work.delete(reply.id)
    if (this.load === 0) this.#stopWatch()
    if (reply.kind === 'inspected') job?.succeed(reply.inspection)
    else if (reply.kind === 'failed') job?.fail(reply.failure)
    this.#events.onRoom()
  }
}
