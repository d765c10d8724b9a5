import type { FileCondition } from '../../contract/ports/inspector.js'
import type { InspectEnd, InspectReply } from '../inspect.messages.js'
import { heartbeatsToStall, missedHeartbeatsToDoubt, mostMissedHeartbeats, smallFilesAtOnce } from '../limits.js'
import type { Channel } from './Channel.js'
import type { InspectJob } from './InspectJob.js'

export interface WorkerEvents {
  /** The pool has to look for room again: a job ended or makes no progress, or this worker gets no more of them. */
  readonly onRoom: () => void
  /** The worker is gone, and these jobs are unfinished. */
  readonly onLost: (worker: InspectWorker, jobs: readonly InspectJob[], how: 'crashed' | 'terminated') => void
}

/** How long a worker may take to stop a job before it is terminated. A chunk takes 2 ms, a picture perhaps a second. */
const graceMs = 250

interface Work {
  readonly job: InspectJob
  isDecoding: boolean
  /** Heartbeats since the last progress. */
  idleBeats: number
  /** Ends the time that is left to the worker to stop the job. */
  grace?: ReturnType<typeof setTimeout>
}

/** One worker and the jobs that it has. */
export class InspectWorker {
  readonly channel: Channel
  /** It finishes what it has and gets no more: a decode cannot be stopped, or a worker has taken over from the page. */
  isRetired: boolean = false
  /** Closes it after a while without work. */
  idleTimer: ReturnType<typeof setTimeout> | undefined
  readonly #events: WorkerEvents
  readonly #heartbeatMs: number
  readonly #work: Map<number, Work> = new Map()
  readonly #probes: Map<number, (condition: FileCondition | null) => void> = new Map()
  /** Modules that the worker has, by their algorithm. */
  readonly #sentWasm: Set<string> = new Set()
  #watch: ReturnType<typeof setInterval> | undefined
  #missedBeats = 0
  #hasSpoken = false

  constructor(channel: Channel, heartbeatMs: number, events: WorkerEvents) {
    this.channel = channel
    this.#heartbeatMs = heartbeatMs
    this.#events = events
    channel.listen({ onReply: (reply) => this.#take(reply), onCrash: () => this.#lose('crashed') })
  }

  /** How many jobs it has. An aborted one counts until the worker has stopped it. */
  get load(): number {
    return this.#work.size
  }

  /** Whether it has replied since the handshake. */
  get hasSpoken(): boolean {
    return this.#hasSpoken
  }

  /** Whether it has been silent for so long that it gets no further file. It may only be busy. */
  get #isDoubtful(): boolean {
    return this.channel.canTerminate && this.#missedBeats >= missedHeartbeatsToDoubt
  }

  /** Whether it will take further files, now or once it has room. */
  get isReliable(): boolean {
    return !this.isRetired && !this.#isDoubtful
  }

  /**
   * One large file and a few small ones at a time. A job whose worker crashed runs alone, so that it takes no other
   * with it if it was to blame.
   */
  hasRoomFor(job: InspectJob): boolean {
    if (!this.isReliable) return false
    // A file on a drive that does not answer occupies nothing but its own promise, so others may pass it.
    const active = [...this.#work.values()].filter(({ idleBeats }) => idleBeats < heartbeatsToStall)
    if (job.crashes > 0 || active.some((work) => work.job.crashes > 0)) return active.length === 0
    const large = active.filter((work) => work.job.isLarge).length
    return job.isLarge ? large === 0 : active.length - large < smallFilesAtOnce
  }

  /** `wasm` computes the job's digest; the worker gets it once. */
  start(job: InspectJob, wasm: string | null | undefined): void {
    const { task, withoutPicture } = job
    const { id, digest } = task
    this.#work.set(id, { job, isDecoding: false, idleBeats: 0 })
    this.#startWatch()
    const needsWasm = digest && wasm && this.channel.hashing === 'wasm' && !this.#sentWasm.has(digest)
    // Messages arrive in order, so the worker has the module before any later job that relies on it.
    if (needsWasm) this.#sentWasm.add(digest)
    this.channel.post({ kind: 'inspect', ...task, withoutPicture, ...(needsWasm && { wasm }) })
  }

  isDecoding(job: InspectJob): boolean {
    return this.#work.get(job.task.id)?.isDecoding ?? false
  }

  /**
   * Asks the worker to stop a job if it has it, and terminates it if it does not stop. The pool starts its other jobs in
   * another worker then.
   */
  cancel({ task: { id } }: InspectJob): void {
    const work = this.#work.get(id)
    if (!work) return
    this.channel.post({ kind: 'cancel', id })
    // A decode or a call into WASM cannot be interrupted, so a worker that does not stop is terminated.
    if (this.channel.canTerminate) work.grace = setTimeout(() => this.#lose('terminated'), graceMs)
  }

  /** Whether the file can still be read; null if the worker ends or falls silent before it answers. */
  probe(id: number, file: File): Promise<FileCondition | null> {
    return new Promise((resolve) => {
      this.#probes.set(id, resolve)
      this.#startWatch()
      this.channel.post({ kind: 'probe', id, file })
    })
  }

  /** There is work for it again. */
  stopIdling(): void {
    clearTimeout(this.idleTimer)
    this.idleTimer = undefined
  }

  /** Closes the channel without events, and returns the unfinished jobs. */
  close(): readonly InspectJob[] {
    this.stopIdling()
    for (const { grace } of this.#work.values()) clearTimeout(grace)
    this.#stopWatch()
    this.#dropProbes()
    this.channel.close()
    return Array.from(this.#work.values(), ({ job }) => job)
  }

  /** Reports that the worker is gone. */
  #lose(how: 'crashed' | 'terminated'): void {
    // First, because the pool starts the jobs again at once, and the old worker must not reply to them.
    const jobs = this.close()
    this.#events.onLost(this, jobs, how)
  }

  #dropProbes(): void {
    for (const resolve of this.#probes.values()) resolve(null)
    this.#probes.clear()
  }

  #startWatch(): void {
    this.#watch ??= setInterval(() => this.#checkHeartbeat(), this.#heartbeatMs)
  }

  /** A worker without work sends no heartbeats. */
  #stopWatchIfIdle(): void {
    if (this.#work.size + this.#probes.size === 0) this.#stopWatch()
  }

  #stopWatch(): void {
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#missedBeats = 0
  }

  /**
   * A worker that stays silent is replaced like one that crashed. The page, in its place, sends no heartbeats: while it
   * hangs this check does not run either.
   */
  #checkHeartbeat(): void {
    this.#missedBeats++
    if (this.channel.canTerminate && this.#missedBeats > mostMissedHeartbeats) {
      this.#lose('crashed')
      return
    }
    // Uploads may hold a transfer slot while they wait for a probe, so the page reads the byte itself.
    if (this.#isDoubtful) this.#dropProbes()
    // This counts one more beat for every file. With ===, each is reported only in the beat in which it stalls.
    const stalled = [...this.#work.values()].filter((work) => ++work.idleBeats === heartbeatsToStall)
    for (const { job } of stalled) job.stall()
    if (stalled.length > 0 || this.#isDoubtful) this.#events.onRoom()
  }

  #take(reply: InspectReply): void {
    // Any reply proves that the worker is alive.
    this.#missedBeats = 0
    this.#hasSpoken = true
    if (reply.kind === 'alive' || reply.kind === 'ready') return
    const work = this.#work.get(reply.id)
    switch (reply.kind) {
      case 'progress':
        if (work) work.idleBeats = 0
        work?.job.progress(reply.inspectedBytes)
        break
      case 'picture':
        if (work) work.isDecoding = reply.state === 'begun'
        if (reply.state === 'stuck') this.#retire()
        break
      case 'probed':
        this.#probes.get(reply.id)?.(reply.condition)
        this.#probes.delete(reply.id)
        this.#stopWatchIfIdle()
        break
      default:
        this.#settle(reply, work)
    }
  }

  /**
   * A decode was given up and goes on all the same, so the worker gets no more jobs. The page is not retired for that:
   * another channel to it would be as busy.
   */
  #retire(): void {
    if (!this.channel.canTerminate) return
    this.isRetired = true
    this.#events.onRoom()
  }

  #settle(reply: InspectEnd, work: Work | undefined): void {
    // The worker has stopped the job in time, so it may live.
    clearTimeout(work?.grace)
    this.#work.delete(reply.id)
    this.#stopWatchIfIdle()
    if (reply.kind === 'inspected') work?.job.succeed(reply.inspection)
    else if (reply.kind === 'failed') work?.job.fail(reply.failure)
    this.#events.onRoom()
  }
}
