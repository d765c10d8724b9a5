import type { FileCondition, InspectOptions, Inspection, Inspector } from '../../contract/ports/inspector.js'
import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { loadInTime } from '../../shared/loading/loadInTime.js'
import { smallFilesAtOnce } from '../limits.js'
import { probe } from '../probe.js'
import type { VideoReading } from '../video/readVideo.js'
import type { Channel, InspectEngine } from './Channel.js'
import { abortError } from '../../shared/abortError.js'
import { InspectJob } from './InspectJob.js'
import { InspectWorker } from './InspectWorker.js'

/** What the pool asks of a new channel. */
export interface PoolStart {
  readonly signal: AbortSignal
  /** Workers start here and never reply, so the page has to do the work. */
  readonly onPage: boolean
  /** Takes the channel to a worker that answered after the next way was tried. */
  readonly onLate: (channel: Channel) => void
}

export interface PoolOptions {
  readonly maxWorkers: number
  /** How long a worker may be without work before it is closed. */
  readonly idleMs: number
  /** How often a worker at work is expected to reply. */
  readonly heartbeatMs: number
  readonly startChannel: (start: PoolStart) => Promise<Channel>
  /** Loads the module that computes an algorithm's digests. */
  readonly loadWasm: (algorithm: DigestAlgorithm) => Promise<string>
  /** Whether the page has found a way to start a worker. Before that, one start at a time looks for it. */
  readonly isWayKnown: () => boolean
}

/**
 * After so many workers in a row that started and never replied, the page does the work: another would not reply
 * either.
 */
const mostMuteWorkers = 2

/**
 * Assigns files to a few workers, which it starts when they are needed and closes when they are idle. If no worker can be
 * started, the page takes the place of one.
 */
export class InspectPool implements Inspector {
  readonly #options: PoolOptions
  readonly #disposal: AbortController = new AbortController()
  readonly #workers: Set<InspectWorker> = new Set()
  /** Loaded once by the page for all workers, as text that each of them compiles. null: being loaded. */
  readonly #wasm: Map<DigestAlgorithm, string | null> = new Map()
  #waiting: InspectJob[] = []
  #starting: number = 0
  #lastId: number = 0
  #engine: InspectEngine | null = null
  #muteWorkers = 0
  /** How many workers there may be at the moment. */
  #limit: number

  constructor(options: PoolOptions) {
    this.#options = options
    this.#limit = options.maxWorkers
  }

  get concurrency(): number {
    return this.#options.maxWorkers * smallFilesAtOnce
  }

  get engine(): InspectEngine | null {
    return this.#engine
  }

  async inspect(file: File, options: InspectOptions): Promise<Inspection> {
    const { signal } = this.#disposal
    if (options.signal.aborted || signal.aborted) throw abortError()
    const job = new InspectJob(++this.#lastId, file, options, (given) => this.#withdraw(given))
    this.#waiting.push(job)
    this.#assign()
    const inspection = await job.inspection
    if (options.digestOnly || !isVideo(file, inspection)) return inspection
    const reading = await this.#readVideo(file, options)
    if (options.signal.aborted) throw abortError()
    return { ...inspection, ...reading }
  }

  /**
   * Asks a running worker, whatever else it has to do: reading one byte is no load. If none is running, the page reads
   * the byte itself, because starting a worker would take longer.
   */
  async probe(file: File): Promise<FileCondition> {
    // null: the worker ended before it answered, so the page reads after all.
    const condition = await leastLoaded(this.#reliable)?.probe(++this.#lastId, file)
    return condition ?? probe(file)
  }

  dispose(): void {
    this.#disposal.abort()
    const jobs = [...this.#waiting, ...[...this.#workers].flatMap((worker) => worker.close())]
    this.#workers.clear()
    this.#waiting = []
    for (const job of jobs) job.abort()
  }

  /** Those that will take further jobs. */
  get #reliable(): readonly InspectWorker[] {
    return [...this.#workers].filter((worker) => worker.isReliable)
  }

  /** Starts every job for which there is room, and as many workers as the rest of the queue deserves. */
  #assign(): void {
    this.#waiting = this.#waiting.filter((job) => {
      const { digest } = job.task
      const wasm = digest && this.#wasm.get(digest)
      if (digest && !wasm) return true
      // The least loaded, so that large files are spread before any worker gets a second one.
      const worker = leastLoaded([...this.#workers].filter((one) => one.hasRoomFor(job)))
      worker?.start(job, wasm)
      return !worker
    })
    for (const { task } of this.#waiting) if (task.digest) void this.#loadWasm(task.digest)
    while (this.#shouldGrow()) void this.#grow()
    this.#watchIdle()
  }

  #shouldGrow(): boolean {
    if (this.#waiting.length === 0 || this.#reliable.length + this.#starting >= this.#limit) return false
    // Each way that does not work costs a worker and perhaps a timeout, so only one start at a time tries them.
    if (this.#starting > 0 && this.#engine === null && !this.#options.isWayKnown()) return false
    // An idle worker counts although jobs wait: they wait for WASM, and another worker would have to as well.
    const idle = this.#reliable.filter(({ load }) => load === 0).length
    return this.#starting + idle < workersFor(this.#waiting)
  }

  async #grow(): Promise<void> {
    // Counted before the wait, because `#shouldGrow` is asked again meanwhile.
    this.#starting++
    try {
      const channel = await this.#options.startChannel({
        signal: this.#disposal.signal,
        onPage: this.#muteWorkers >= mostMuteWorkers,
        onLate: (late) => this.#add(late),
      })
      this.#starting--
      this.#add(channel)
    } catch (cause) {
      this.#starting--
      // A worker that is there already does the rest, only later.
      if ([...this.#workers].every((worker) => worker.isRetired)) this.#giveBack(cause, () => true)
    }
  }

  /** Runs beside the start of the first worker, which takes as long. */
  async #loadWasm(algorithm: DigestAlgorithm): Promise<void> {
    if (this.#wasm.has(algorithm)) return
    this.#wasm.set(algorithm, null)
    try {
      this.#wasm.set(algorithm, await this.#options.loadWasm(algorithm))
      if (!this.#disposal.signal.aborted) this.#assign()
    } catch (cause) {
      this.#wasm.delete(algorithm)
      this.#giveBack(cause, ({ task }) => task.digest === algorithm)
    }
  }

  /** A video is uploaded without these facts if the code for them cannot be loaded. */
  async #readVideo(file: File, options: InspectOptions): Promise<VideoReading | undefined> {
    const code = await loadInTime('the code for videos', () => import('../video/readVideo.js')).catch(() => null)
    return code?.readVideo({ ...options, file, inspector: this })
  }

  /** Gives jobs back for which code could not be loaded. The caller knows what to show until it asks again, and when. */
  #giveBack(cause: unknown, needsCode: (job: InspectJob) => boolean): void {
    for (const job of this.#waiting.filter(needsCode)) job.giveBack(cause)
    this.#waiting = this.#waiting.filter((job) => !job.isSettled)
  }

  #add(channel: Channel): void {
    const isPage = channel.engine === 'main'
    // Now that a worker has started, perhaps a late one, the page finishes what it has begun and gets no more.
    if (!isPage) for (const worker of this.#workers) worker.isRetired ||= worker.channel.engine === 'main'
    const reliable = this.#reliable.length
    // The page stands in because no worker, or no further one, can be had.
    this.#limit = isPage ? reliable || 1 : this.#options.maxWorkers
    // Beside workers the page would only slow itself down.
    if (this.#disposal.signal.aborted || reliable >= this.#limit) {
      channel.close()
      return
    }
    this.#engine = channel.engine
    this.#workers.add(
      new InspectWorker(channel, this.#options.heartbeatMs, {
        onRoom: () => this.#assign(),
        onLost: (worker, jobs, how) => this.#requeue(worker, jobs, how),
      }),
    )
    this.#assign()
  }

  #withdraw(job: InspectJob): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== job)
    for (const worker of this.#workers) worker.cancel(job)
  }

  /** Queues again what a lost worker left unfinished. A job that has seen two crashes fails. */
  #requeue(worker: InspectWorker, jobs: readonly InspectJob[], how: 'crashed' | 'terminated'): void {
    this.#remove(worker)
    if (how === 'crashed') this.#blame(worker, jobs)
    const repeated = jobs.filter((job) => {
      if (job.crashes > 1) {
        job.fail({ code: 'inspection-failed', cause: new Error('Two workers ended unexpectedly.') })
      }
      return !job.isSettled
    })
    // To the front, because they have waited before.
    this.#waiting.unshift(...repeated)
    this.#assign()
  }

  /**
   * A decode is the likeliest reason for a crash. Without one, any of the jobs may have caused it. A worker that never
   * replied was broken before it read a file.
   */
  #blame(worker: InspectWorker, jobs: readonly InspectJob[]): void {
    this.#muteWorkers = worker.hasSpoken ? 0 : this.#muteWorkers + 1
    const decoding = jobs.filter((job) => worker.isDecoding(job))
    for (const job of decoding) job.withoutPicture = true
    if (worker.hasSpoken && decoding.length === 0) for (const job of jobs) job.crashes++
  }

  /** An idle worker keeps its memory, and WASM memory never shrinks, so it is closed after a while. */
  #watchIdle(): void {
    for (const worker of this.#workers) {
      if (worker.load > 0) worker.stopIdling()
      else if (worker.isRetired) this.#close(worker)
      else worker.idleTimer ??= setTimeout(() => this.#close(worker), this.#options.idleMs)
    }
  }

  #close(worker: InspectWorker): void {
    worker.close()
    this.#remove(worker)
  }

  #remove(worker: InspectWorker): void {
    this.#workers.delete(worker)
    // The page stood in because workers could not be had, offline for example. The next start may find them.
    if (worker.channel.engine === 'main') this.#limit = this.#options.maxWorkers
  }
}

/** Recordings of sound have the same signature as videos. */
function isVideo({ type }: File, { sniffedType = type }: Inspection): boolean {
  return sniffedType.startsWith('video/') && !type.startsWith('audio/')
}

function leastLoaded(workers: readonly InspectWorker[]): InspectWorker | undefined {
  return workers.toSorted((one, other) => one.load - other.load)[0]
}

/** How many workers these jobs could use: one for each large file, one for each handful of small ones. */
function workersFor(jobs: readonly InspectJob[]): number {
  const large = jobs.filter((job) => job.isLarge).length
  return large + Math.ceil((jobs.length - large) / smallFilesAtOnce)
}
