import type { Page } from 'playwright'
import type { SoakRow, SoakState } from '../pages/soakPage.ts'
import { Dice } from './Dice.ts'
import type { Faultline } from './Faultline.ts'
import { pickFiles } from './pickFiles.ts'
import type { Lap, PlannedFile, Spell } from './planLap.ts'

export interface PlayedLap {
  readonly rows: readonly SoakRow[]
  readonly violations: readonly string[]
  readonly cutShort: ReadonlySet<string>
  readonly interrupted: ReadonlySet<string>
  readonly retriedByHand: number
  /** The largest number of rows that waited for a connection at once. */
  readonly mostOffline: number
  readonly seconds: number
}

const pollMs = 500
const resting: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled', 'removed'])
/** The user does not retry endlessly. */
const mostRetries = 4

/**
 * Chooses a lap's files batch by batch, acts as users do meanwhile, and waits until every row is settled.
 * @throws {Error} that names the stuck rows if that takes too long.
 */
export async function playLap(
  lap: Lap,
  {
    page,
    faultline,
    paths,
    patienceMs,
  }: {
    readonly page: Page
    readonly faultline: Faultline
    readonly paths: ReadonlyMap<string, string>
    readonly patienceMs: number
  },
): Promise<PlayedLap> {
  const startedAt = performance.now()
  for (const file of lap.files) faultline.arm(file)
  await page.evaluate((actions) => window.coatcheckSoak?.plan(actions), actionsOf(lap))
  const plans = new Map(lap.files.map((file) => [file.name, file]))
  const helper = new Helper(page, faultline, plans)
  const spells = Promise.all([
    during(page, lap.outages, async (isOffline) => {
      if (!isOffline) await helper.lookWhoWaits()
      await page.context().setOffline(isOffline)
    }),
    during(page, lap.pauses, (isOn) => page.evaluate((on) => window.coatcheckSoak?.pauseAll(on), isOn)),
  ])
  for (const [index, batch] of lap.batches.entries()) {
    await choose(page, batch, paths)
    // The next batch is added while much of this one is still uploading.
    if (index < lap.batches.length - 1) await helper.waitUntil(({ active }) => active < batch.length / 2, patienceMs)
  }
  await spells
  await helper.waitUntil(({ active, actionsLeft }) => active === 0 && actionsLeft === 0 && helper.isIdle, patienceMs)
  return {
    rows: await page.evaluate(() => window.coatcheckSoak?.rows() ?? []),
    violations: await page.evaluate(() => window.coatcheckSoak?.violations() ?? []),
    interrupted: new Set(await page.evaluate(() => window.coatcheckSoak?.interrupted() ?? [])),
    cutShort: new Set(await page.evaluate(() => window.coatcheckSoak?.cutShort() ?? [])),
    retriedByHand: helper.retries,
    mostOffline: helper.mostOffline,
    seconds: (performance.now() - startedAt) / 1000,
  }
}

function actionsOf({ files }: Lap): Record<string, NonNullable<NonNullable<PlannedFile['plannedFault']>['action']>> {
  return Object.fromEntries(
    files.flatMap(({ name, plannedFault }) => (plannedFault?.action ? [[name, plannedFault.action]] : [])),
  )
}

async function choose(page: Page, batch: readonly PlannedFile[], paths: ReadonlyMap<string, string>): Promise<void> {
  await pickFiles(
    page,
    batch.map(({ name }) => paths.get(name) ?? name),
  )
}

async function during(page: Page, spells: readonly Spell[], turn: (isOn: boolean) => Promise<void>): Promise<void> {
  const startedAt = performance.now()
  for (const { afterMs, forMs } of spells) {
    await page.waitForTimeout(Math.max(0, startedAt + afterMs - performance.now()))
    await turn(true)
    await page.waitForTimeout(forMs)
    await turn(false)
  }
}

/** Removes the cause of each failure, and retries the upload. */
class Helper {
  readonly #page: Page
  readonly #faultline: Faultline
  readonly #plans: ReadonlyMap<string, PlannedFile>
  readonly #tries = new Map<string, number>()
  readonly #dice = new Dice('scrollTo')
  isIdle = true
  retries = 0
  mostOffline = 0

  constructor(page: Page, faultline: Faultline, plans: ReadonlyMap<string, PlannedFile>) {
    this.#page = page
    this.#faultline = faultline
    this.#plans = plans
  }

  async waitUntil(isOver: (state: SoakState) => boolean, patienceMs: number): Promise<void> {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const state = await this.#page.evaluate(() => window.coatcheckSoak?.state())
      if (!state) throw new Error('The page has lost its uploader.')
      await this.#help(state)
      if (isOver(state)) return
      await this.#page.evaluate((place) => window.coatcheckSoak?.scrollTo(place), this.#dice.next())
      if (performance.now() > deadline) throw new Error(await this.#describeStuck())
      await this.#page.waitForTimeout(pollMs)
    }
  }

  async lookWhoWaits(): Promise<void> {
    const state = await this.#page.evaluate(() => window.coatcheckSoak?.state())
    this.mostOffline = Math.max(this.mostOffline, state?.offline ?? 0)
  }

  async #help({ failed }: SoakState): Promise<void> {
    const ids = failed.filter(({ name, id }) => this.#shouldRetry(name, id)).map(({ id }) => id)
    this.isIdle = ids.length === 0
    this.retries += ids.length
    if (ids.length > 0) await this.#page.evaluate((them) => window.coatcheckSoak?.retry(them), ids)
  }

  #shouldRetry(name: string, id: string): boolean {
    if (!this.#plans.get(name)?.plannedFault?.retriedByHand) return false
    const tries = (this.#tries.get(id) ?? 0) + 1
    this.#tries.set(id, tries)
    this.#faultline.heal(name)
    return tries <= mostRetries
  }

  async #describeStuck(): Promise<string> {
    const rows = await this.#page.evaluate(() => window.coatcheckSoak?.rows() ?? [])
    const stuck = rows.filter(({ status }) => !resting.has(status))
    const lines = stuck.slice(0, 50).map(({ name, status, at = '', code = '' }) => {
      const kind = this.#plans.get(name)?.plannedFault?.kind ?? 'nothing planned'
      return `  ${name} (${kind}): ${status} ${at} ${code}`
    })
    return [`${stuck.length} rows do not come to rest:`, ...lines].join('\n')
  }
}
