import type { InspectOptions, Inspection } from '../../contract/ports/inspector.js'
import { InspectJob, toAbortError } from './InspectJob.js'
import { smallFilesAtOnce } from '../limits.js'
import type { InspectEngine, Channel } from './Channel.js'
import { WorkerSlot } from './WorkerSlot.js'

export interface PoolOptions {
  readonly maxWorkers: number
  /** How long a worker may be without work before it is ended. */
  readonly idleMs: number
  /** How often a worker at work is expected to speak. */
  readonly heartbeatMs: number
  /** `onPage`: workers start here and then do nothing, so the page has to stand in. */
  readonly startChannel: (signal: AbortSignal, options: { readonly onPage: boolean }) => Promise<Channel>
  /** False as long as nobody knows how to start one: then one at a time is tried. */
  readonly isWayKnown: () => boolean
}

/** How often in a row, and how soon again. */
const mostFailedStarts = 3
const startAgainMs = 1_000

/** So many workers in a row may be without a word about their work: after that the page does it. */
const mostMuteWorkers = 2

/** Deals files out to a few workers, which it starts when they are needed and ends when they are not. */
export class InspectPool {
  readonly #options: PoolOptions
  readonly #disposal: AbortController = new AbortController()
  readonly #slots: Set<WorkerSlot> = new Set()
  /** They end what they have and get no more. */
  readonly #retired: Set<WorkerSlot> = new Set()
  readonly #idleTimers: Map<WorkerSlot, ReturnType<typeof setTimeout>> = new Map()
  #waiting: InspectJob[] = []
  #starting: number = 0
  #lastId: number = 0
  #engine: InspectEngine | null = null
  #failedStarts = 0
  #muteWorkers = 0
  #startTimer: ReturnType<typeof setTimeout> | undefined
  /** How many workers there may be. */
  #limit: number

  constructor(options: PoolOptions) {
    this.#options = options
    this.#limit = options.maxWorkers
  }

  get engine(): InspectEngine | null {
    return this.#engine
  }

  async inspect(file: File, options: InspectOptions): Promise<Inspection> {
    const { signal } = this.#disposal
    if (options.signal.aborted || signal.aborted) throw toAbortError(options.signal.reason)
    const job = new InspectJob(++this.#lastId, file, options, (given) => this.#abandon(given))
    this.#waiting.push(job)
    this.#deal()
    return job.inspection
  }

  dispose(): void {
    this.#disposal.abort()
    clearTimeout(this.#startTimer)
    const jobs = [...this.#waiting, ...this.#all.flatMap((slot) => slot.end())]
    for (const timer of this.#idleTimers.values()) clearTimeout(timer)
    this.#idleTimers.clear()
    this.#slots.clear()
    this.#retired.clear()
    this.#waiting = []
    for (const job of jobs) job.abort()
  }

  /** Those that others can wait for. */
  get #reliable(): readonly WorkerSlot[] {
    return [...this.#slots].filter((slot) => !slot.isDoubtful)
  }

  get #all(): readonly WorkerSlot[] {
    return [...this.#slots, ...this.#retired]
  }

  /** Gives out what can be given out, and sees that there are as many workers as the rest deserves. */
  #deal(): void {
    this.#waiting = this.#waiting.filter((job) => {
      const slot = this.#findSlot(job)
      slot?.start(job)
      return !slot
    })
    while (this.#shouldGrow()) void this.#grow()
    this.#watchIdle()
  }

  #findSlot(job: InspectJob): WorkerSlot | undefined {
    const open = [...this.#slots].filter((slot) => slot.hasRoomFor(job))
    return open.toSorted((one, other) => one.load - other.load)[0]
  }

  #shouldGrow(): boolean {
    if (this.#waiting.length === 0 || this.#reliable.length + this.#starting >= this.#limit) return false
    if (this.#starting > 0 && !this.#options.isWayKnown()) return false
    return this.#starting < worthOf(this.#waiting)
  }

  async #grow(): Promise<void> {
    this.#starting++
    try {
      const channel = await this.#options.startChannel(this.#disposal.signal, {
        onPage: this.#muteWorkers >= mostMuteWorkers,
      })
      this.#starting--
      this.#failedStarts = 0
      this.#adopt(channel)
    } catch (cause) {
      this.#starting--
      if (!this.#disposal.signal.aborted) this.#waitForStart(cause)
    }
  }

  /** Nothing could be loaded, not even for work on the page: offline it will be, else it is given up in the end. */
  #waitForStart(cause: unknown): void {
    const isOffline = globalThis.navigator?.onLine === false
    this.#failedStarts = isOffline ? 0 : this.#failedStarts + 1
    if (this.#failedStarts < mostFailedStarts) {
      clearTimeout(this.#startTimer)
      this.#startTimer = setTimeout(() => this.#deal(), startAgainMs)
      return
    }
    this.#failedStarts = 0
    const message = cause instanceof Error ? cause.message : 'The code for inspection could not be loaded.'
    for (const job of this.#waiting.splice(0)) {
      job.fail({ code: 'inspection-failed', cause: { name: 'Error', message } })
    }
  }

  #adopt(channel: Channel): void {
    if (this.#disposal.signal.aborted) {
      channel.end()
      return
    }
    // The page is no help to workers that are there; that no more of them can be had is worth remembering.
    if (channel.engine === 'main' && this.#reliable.length > 0) {
      this.#limit = this.#reliable.length
      channel.end()
      return
    }
    this.#engine = channel.engine
    if (channel.engine === 'main') this.#limit = 1
    this.#slots.add(
      new WorkerSlot(channel, this.#options.heartbeatMs, {
        onRoom: () => this.#deal(),
        onStuck: (slot) => this.#retire(slot),
        onLost: (slot, jobs, how) => this.#replace(slot, jobs, how),
      }),
    )
    this.#deal()
  }

  #abandon(job: InspectJob): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== job)
    for (const slot of this.#all) if (slot.has(job)) slot.cancel(job)
  }

  /** On the page there is nothing to be won by another one. */
  #retire(slot: WorkerSlot): void {
    if (!slot.channel.canKill || !this.#slots.has(slot)) return
    this.#dropSlot(slot)
    this.#retired.add(slot)
    this.#deal()
  }

  /** What a worker left undone when it ended is done again, once after a crash. */
  #replace(slot: WorkerSlot, jobs: readonly InspectJob[], how: 'crashed' | 'killed'): void {
    this.#dropSlot(slot)
    if (how === 'crashed') this.#blame(slot, jobs)
    const repeated = jobs.filter((job) => {
      if (job.crashes > 1) {
        job.fail({ code: 'inspection-failed', cause: { name: 'Error', message: 'Two workers ended unexpectedly.' } })
      }
      return !job.isSettled
    })
    this.#waiting.unshift(...repeated)
    this.#deal()
  }

  /** A worker that never began is not the files' fault. Else it was a picture, if one was at work. */
  #blame(slot: WorkerSlot, jobs: readonly InspectJob[]): void {
    this.#muteWorkers = slot.hasSpoken ? 0 : this.#muteWorkers + 1
    const decoding = jobs.filter((job) => slot.isDecoding(job))
    for (const job of decoding) job.withoutPicture = true
    if (slot.hasSpoken && decoding.length === 0) for (const job of jobs) job.crashes++
  }

  #watchIdle(): void {
    for (const slot of this.#retired) {
      if (slot.load > 0) continue
      slot.end()
      this.#retired.delete(slot)
    }
    for (const slot of this.#slots) {
      if (slot.load > 0) {
        clearTimeout(this.#idleTimers.get(slot))
        this.#idleTimers.delete(slot)
      } else if (!this.#idleTimers.has(slot)) {
        const end = (): void => {
          slot.end()
          this.#dropSlot(slot)
        }
        this.#idleTimers.set(slot, setTimeout(end, this.#options.idleMs))
      }
    }
  }

  #dropSlot(slot: WorkerSlot): void {
    clearTimeout(this.#idleTimers.get(slot))
    this.#idleTimers.delete(slot)
    this.#slots.delete(slot)
    this.#retired.delete(slot)
    // Offline the page stands in; workers may be had the next time.
    if (slot.channel.engine === 'main') this.#limit = this.#options.maxWorkers
  }
}

/** How many workers these jobs could use: one for each large file, one for each handful of small ones. */
function worthOf(jobs: readonly InspectJob[]): number {
  const large = jobs.filter((job) => job.isLarge).length
  return large + Math.ceil((jobs.length - large) / smallFilesAtOnce)
}
