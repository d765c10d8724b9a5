import type { InspectOptions, Inspection } from '../contract/ports.js'
import { InspectJob, toAbortError } from './inspectJob.js'
import { smallFilesAtOnce } from './limits.js'
import type { InspectEngine, Line } from './line.js'
import { Seat } from './seat.js'

export interface PoolOptions {
  readonly maxWorkers: number
  /** How long a worker may be without work before it is ended. */
  readonly idleMs: number
  /** How often a worker at work is expected to speak. */
  readonly heartbeatMs: number
  /** `onPage`: workers start here and then do nothing, so the page has to stand in. */
  readonly startLine: (signal: AbortSignal, options: { readonly onPage: boolean }) => Promise<Line>
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
  readonly #seats: Set<Seat> = new Set()
  /** They end what they have and get no more. */
  readonly #retired: Set<Seat> = new Set()
  readonly #idleTimers: Map<Seat, ReturnType<typeof setTimeout>> = new Map()
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
    const jobs = [...this.#waiting, ...this.#all.flatMap((seat) => seat.end())]
    for (const timer of this.#idleTimers.values()) clearTimeout(timer)
    this.#idleTimers.clear()
    this.#seats.clear()
    this.#retired.clear()
    this.#waiting = []
    for (const job of jobs) job.abort()
  }

  /** Those that others can wait for. */
  get #reliable(): readonly Seat[] {
    return [...this.#seats].filter((seat) => !seat.isDoubtful)
  }

  get #all(): readonly Seat[] {
    return [...this.#seats, ...this.#retired]
  }

  /** Gives out what can be given out, and sees that there are as many workers as the rest deserves. */
  #deal(): void {
    this.#waiting = this.#waiting.filter((job) => {
      const seat = this.#findSeat(job)
      seat?.start(job)
      return !seat
    })
    while (this.#shouldGrow()) void this.#grow()
    this.#watchIdle()
  }

  #findSeat(job: InspectJob): Seat | undefined {
    const open = [...this.#seats].filter((seat) => seat.hasRoomFor(job))
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
      const line = await this.#options.startLine(this.#disposal.signal, {
        onPage: this.#muteWorkers >= mostMuteWorkers,
      })
      this.#starting--
      this.#failedStarts = 0
      this.#seat(line)
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

  #seat(line: Line): void {
    if (this.#disposal.signal.aborted) {
      line.end()
      return
    }
    // The page is no help to workers that are there; that no more of them can be had is worth remembering.
    if (line.engine === 'main' && this.#reliable.length > 0) {
      this.#limit = this.#reliable.length
      line.end()
      return
    }
    this.#engine = line.engine
    if (line.engine === 'main') this.#limit = 1
    this.#seats.add(
      new Seat(line, this.#options.heartbeatMs, {
        onRoom: () => this.#deal(),
        onStuck: (seat) => this.#retire(seat),
        onLost: (seat, jobs, how) => this.#replace(seat, jobs, how),
      }),
    )
    this.#deal()
  }

  #abandon(job: InspectJob): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== job)
    for (const seat of this.#all) if (seat.has(job)) seat.cancel(job)
  }

  /** On the page there is nothing to be won by another one. */
  #retire(seat: Seat): void {
    if (!seat.line.canKill || !this.#seats.has(seat)) return
    this.#dropSeat(seat)
    this.#retired.add(seat)
    this.#deal()
  }

  /** What a worker left undone when it ended is done again, once after a crash. */
  #replace(seat: Seat, jobs: readonly InspectJob[], how: 'crashed' | 'killed'): void {
    this.#dropSeat(seat)
    if (how === 'crashed') this.#blame(seat, jobs)
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
  #blame(seat: Seat, jobs: readonly InspectJob[]): void {
    this.#muteWorkers = seat.hasSpoken ? 0 : this.#muteWorkers + 1
    const decoding = jobs.filter((job) => seat.isDecoding(job))
    for (const job of decoding) job.withoutPicture = true
    if (seat.hasSpoken && decoding.length === 0) for (const job of jobs) job.crashes++
  }

  #watchIdle(): void {
    for (const seat of this.#retired) {
      if (seat.load > 0) continue
      seat.end()
      this.#retired.delete(seat)
    }
    for (const seat of this.#seats) {
      if (seat.load > 0) {
        clearTimeout(this.#idleTimers.get(seat))
        this.#idleTimers.delete(seat)
      } else if (!this.#idleTimers.has(seat)) {
        const end = (): void => {
          seat.end()
          this.#dropSeat(seat)
        }
        this.#idleTimers.set(seat, setTimeout(end, this.#options.idleMs))
      }
    }
  }

  #dropSeat(seat: Seat): void {
    clearTimeout(this.#idleTimers.get(seat))
    this.#idleTimers.delete(seat)
    this.#seats.delete(seat)
    this.#retired.delete(seat)
    // Offline the page stands in; workers may be had the next time.
    if (seat.line.engine === 'main') this.#limit = this.#options.maxWorkers
  }
}

/** How many workers these jobs could use: one for each large file, one for each handful of small ones. */
function worthOf(jobs: readonly InspectJob[]): number {
  const large = jobs.filter((job) => job.isLarge).length
  return large + Math.ceil((jobs.length - large) / smallFilesAtOnce)
}
