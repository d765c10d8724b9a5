import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { isMissing } from '../storage/storageClient.ts'
import { type Alive, countAlive, countMade, instrument, listTimers } from './alive.ts'
import type { Faultline } from './Faultline.ts'
import { findOrphans, judgeLap } from './judgeLap.ts'
import { judgeLeaks } from './judgeLeaks.ts'
import { type Digests, makeFiles } from './makeFiles.ts'
import { type Lap, type PlannedFile, planLap } from './planLap.ts'
import type { SoakedApi } from './soakedApis.ts'
import { type PlayedLap, playLap } from './playLap.ts'
import { readHeap } from './readHeap.ts'
import { StorageAudit } from './StorageAudit.ts'

export interface SoakOptions {
  readonly api: SoakedApi
  /** The number of files in each lap. The first lap is a warm-up that loads all code. */
  readonly laps: readonly number[]
  readonly seed: string
  /** How many times faster the uploader's clock runs. */
  readonly hurry: number
  readonly keepsRecords: boolean
  /** A folder for heap snapshots after each lap, which a browser's developer tools open. */
  readonly heapFolder?: string | undefined
  readonly tell: (line: string) => void
}

/** The figures of a soak, and what is wrong. */
export interface SoakReport {
  readonly figures: readonly (readonly [what: string, value: string])[]
  readonly laps: readonly (readonly [name: string, alive: Alive])[]
  readonly wrong: readonly string[]
}

/** Generous, because a browser, a server and storage share the machine. */
const answerWithinMs = 20_000
/** A file takes milliseconds, a stall takes seconds. */
const patienceMs = (files: number): number => 60_000 + files * 200

/** Runs lap after lap. Each has to end as planned, and all after the first must leave nothing behind. */
export async function runSoak(page: Page, faultline: Faultline, options: SoakOptions): Promise<SoakReport> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-soak-'))
  const audit = new StorageAudit(faultline.shared.storage)
  try {
    return await new Soak(page, faultline, options, { folder, audit }).run()
  } finally {
    audit.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Tools {
  readonly folder: string
  readonly audit: StorageAudit
}

class Soak {
  readonly #page: Page
  readonly #faultline: Faultline
  readonly #options: SoakOptions
  readonly #tools: Tools
  readonly #digests: Digests = new Map()
  readonly #figures: (readonly [string, string])[] = []
  readonly #laps: (readonly [string, Alive])[] = []
  readonly #wrong: string[] = []
  #keysBefore: ReadonlySet<string> = new Set()

  constructor(page: Page, faultline: Faultline, options: SoakOptions, tools: Tools) {
    this.#page = page
    this.#faultline = faultline
    this.#options = options
    this.#tools = tools
  }

  async run(): Promise<SoakReport> {
    const { laps } = this.#options
    const page = this.#page
    page.on('pageerror', (error) => this.#wrong.push(`uncaught on the page: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      const isOurs = (message.type() === 'error' || message.type() === 'warning') && !browsersOwn.test(message.text())
      if (isOurs) this.#wrong.push(`console.${message.type()}: ${message.text()}`)
    })
    this.#keysBefore = await this.#tools.audit.keys()
    await instrument(page)
    await page.goto(this.#address)
    await page.waitForFunction(() => window.coatcheckSoak !== undefined)
    const devtools = await page.context().newCDPSession(page)
    let before: Lap | null = null
    for (const [index, count] of laps.entries()) {
      const known: readonly PlannedFile[] = before?.files.filter(isPlain) ?? []
      before = await this.#goAround(nameOf(index), count, known.slice(0, Math.ceil(count / 50)), devtools)
    }
    await page.evaluate(() => window.coatcheckSoak?.end())
    await this.#count('the end', devtools)
    this.#wrong.push(...judgeLeaks(this.#laps.map(([, alive]) => alive)))
    return { figures: this.#figures, laps: this.#laps, wrong: this.#wrong }
  }

  get #address(): string {
    const { api, hurry, keepsRecords } = this.#options
    const query = new URLSearchParams({
      scene: 'soak',
      ...api.query,
      hurry: String(hurry),
      timeout: String(answerWithinMs * hurry),
      ...(keepsRecords && { recovery: 'yes' }),
    })
    return `${this.#faultline.site.url}/e2e/pages/harness.html?${query}`
  }

  async #goAround(name: string, count: number, known: readonly PlannedFile[], devtools: CDPSession): Promise<Lap> {
    const { seed, api, tell } = this.#options
    const lap = planLap({ name, seed, count, api, known })
    tell(`Lap ${name}: ${lap.files.length} files in ${lap.batches.length} batches …`)
    const paths = await makeFiles(lap, { seed, folder: this.#tools.folder, digests: this.#digests })
    const recordsBefore = new Set(this.#faultline.site.server.records.files().map(({ id }) => id))
    const sendsBefore = this.#faultline.shared.proxy.sends().length
    await this.#page.evaluate(() => window.coatcheckSoak?.open())
    const played = await playLap(lap, {
      page: this.#page,
      faultline: this.#faultline,
      paths,
      patienceMs: patienceMs(count),
    })
    await this.#judge(lap, played, recordsBefore, sendsBefore)
    await this.#page.evaluate(() => window.coatcheckSoak?.close())
    await this.#judgeRemains(lap, played.cutShort)
    await this.#count(name, devtools)
    await rm(join(this.#tools.folder, name), { recursive: true })
    return lap
  }

  async #judge(lap: Lap, played: PlayedLap, recordsBefore: ReadonlySet<string>, sendsBefore: number): Promise<void> {
    const { server } = this.#faultline.site
    const all = server.records.files()
    const records = all.filter(({ id }) => !recordsBefore.has(id))
    const sends = countSends(this.#faultline, sendsBefore)
    const evidence = {
      rows: played.rows,
      records,
      recordsById: new Map(all.map((record) => [record.id, record])),
      ticketsByKey: new Map(server.records.uploads().map((ticket) => [ticket.key, ticket])),
      sha256: (key: string) => this.#hashObject(key),
      digests: this.#digests,
      sends,
      interrupted: played.interrupted,
    }
    this.#wrong.push(...played.violations, ...(await judgeLap(lap, evidence)))
    const keys = without(await this.#tools.audit.keys(), this.#keysBefore)
    const orphans = findOrphans(
      lap,
      keys,
      evidence,
      ({ name, end }) => end === 'failed' || played.cutShort.has(name) || !this.#options.api.takesBack,
    )
    const faulty = lap.files.filter(({ plannedFault }) => plannedFault)
    const bytes = lap.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const count = (wanted: string): string =>
      String(played.rows.filter(({ status, outcome }) => status === wanted || outcome === wanted).length)
    this.#tellFigures(lap, [
      ['files, and MiB', `${lap.files.length}, ${(bytes / 1024 ** 2).toFixed(0)}`],
      ['with a fault', `${faulty.length}`],
      ['seconds', played.seconds.toFixed(0)],
      ['uploaded / existing', `${count('uploaded')} / ${count('existing')}`],
      ['failed / cancelled / removed', `${count('failed')} / ${count('cancelled')} / ${count('removed')}`],
      ['retried by the user', String(played.retriedByHand)],
      ['most waiting for a connection at once', String(played.mostOffline)],
      ['records', String(records.length)],
      ['requests with bytes', String([...sends.values()].reduce((sum, times) => sum + times, 0))],
      ['without a fault, and sent more than once', String(countSentAgain(lap, sends))],
      ['orphans before the rows were removed', describeOrphans(orphans.byKind)],
    ])
    this.#wrong.push(...orphans.wrong.map((line) => `before the rows were removed: ${line}`))
  }

  /** After the rows are removed, no unregistered object may remain in storage. */
  async #judgeRemains(lap: Lap, cutShort: ReadonlySet<string>): Promise<void> {
    // Nothing on the page waits for the calls that abandon tickets.
    await this.#page.waitForTimeout(1000)
    const { server } = this.#faultline.site
    const tickets = server.records.uploads()
    const evidence = {
      recordsById: new Map(server.records.files().map((record) => [record.id, record])),
      ticketsByKey: new Map(tickets.map((ticket) => [ticket.key, ticket])),
    }
    const keys = without(await this.#tools.audit.keys(), this.#keysBefore)
    const orphans = findOrphans(lap, keys, evidence, ({ name }) => cutShort.has(name) || !this.#options.api.takesBack)
    this.#wrong.push(...orphans.wrong)
    const inParts = new Set(lap.files.filter(({ isInParts }) => isInParts).map(({ name }) => name))
    let open = 0
    for (const { key, announced } of tickets) {
      if (!inParts.has(announced.name)) continue
      const left = await this.#tools.audit.openUploads(key)
      if (left > 0) this.#wrong.push(`${announced.name}: left ${left} multipart uploads open`)
      open += left
    }
    this.#tellFigures(lap, [
      ['orphans at the end', describeOrphans(orphans.byKind)],
      ['multipart uploads left open', String(open)],
    ])
  }

  async #count(name: string, devtools: CDPSession): Promise<void> {
    // An idle worker ends itself after five seconds. A worker that is still alive is counted.
    for (let left = 16; left > 0 && this.#page.workers().length > 0; left -= 1) await this.#page.waitForTimeout(500)
    const kept = tally(await listTimers(this.#page))
    const mutations = await this.#page.evaluate(() => window.coatcheckSoak?.mutations() ?? Number.NaN)
    await this.#page.evaluate(() => window.coatcheckSoak?.forgetQueries())
    const alive = await countAlive(this.#page, devtools)
    const { heapFolder } = this.#options
    const heap = await readHeap(devtools, heapFolder && join(heapFolder, `${name}.heapsnapshot`))
    this.#laps.push([
      name,
      { ...alive, 'mirrored calls': mutations, 'heap: objects, bytes': heap.objects, 'heap: code, bytes': heap.code },
    ])
    const made = await countMade(this.#page)
    this.#tellFigures({ name }, [
      ['timers before the host forgot its queries', kept],
      ['timers after', tally(await listTimers(this.#page))],
      [
        'created so far',
        Object.entries(made)
          .map(([what, times]) => `${times} ${what}`)
          .join(', '),
      ],
    ])
  }

  #tellFigures({ name }: Pick<Lap, 'name'>, figures: readonly (readonly [string, string])[]): void {
    for (const [what, value] of figures) {
      this.#figures.push([`${name}: ${what}`, value])
      this.#options.tell(`  ${what}: ${value}`)
    }
  }

  async #hashObject(key: string): Promise<string | null> {
    try {
      return await this.#faultline.shared.objects.sha256(key)
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
}

const nameOf = (index: number): string => String.fromCodePoint('a'.charCodeAt(0) + index)

/** Chromium's own lines about lost connections, refusals, and answers without CORS headers. */
const browsersOwn = /^(Failed to load resource|Access to XMLHttpRequest at )/

/** Whether the file has no fault, no planned action and no duplicate. */
function isPlain({ plannedFault, isDuplicate, isKnown, isPicture, isInParts }: PlannedFile): boolean {
  return !plannedFault && !isDuplicate && !isKnown && !isPicture && !isInParts
}

function countSends(faultline: Faultline, from: number): ReadonlyMap<string, number> {
  const sends = new Map<string, number>()
  for (const request of faultline.shared.proxy.sends().slice(from)) {
    const name = faultline.nameOf(request) ?? 'unknown'
    sends.set(name, (sends.get(name) ?? 0) + 1)
  }
  return sends
}

/** Counts files that were sent again because of an outage, or by the browser itself. */
function countSentAgain({ files }: Lap, sends: ReadonlyMap<string, number>): number {
  return files.filter(({ plannedFault, isInParts, name }) => !plannedFault && !isInParts && (sends.get(name) ?? 0) > 1)
    .length
}

function without(keys: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...keys].filter((key) => !others.has(key)))
}

function describeOrphans(byKind: ReadonlyMap<string, number>): string {
  return [...byKind].map(([kind, times]) => `${times} × ${kind}`).join(', ') || 'none'
}

function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, times]) => `${times} × ${text}`).join(', ') || 'none'
}
