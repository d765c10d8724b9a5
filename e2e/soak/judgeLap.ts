import type { SoakRow } from '../pages/soakPage.ts'
import type { FileRecord, UploadRecord } from '../../src/server/records/Records.ts'
import type { Digests } from './makeFiles.ts'
import type { Lap, PlannedFile } from './planLap.ts'

/** What the page, the server, the proxy and storage report after a lap. */
export interface Evidence {
  readonly rows: readonly SoakRow[]
  /** Records of this lap. */
  readonly records: readonly FileRecord[]
  /** Records of all laps, by id. */
  readonly recordsById: ReadonlyMap<string, FileRecord>
  readonly ticketsByKey: ReadonlyMap<string, UploadRecord>
  /** Returns the SHA-256 of an object in hex; null if there is none. */
  readonly sha256: (key: string) => Promise<string | null>
  readonly digests: Digests
  /** Number of requests with a file's bytes, by file name. */
  readonly sends: ReadonlyMap<string, number>
  /** Names of files that were being sent when an interruption affected all uploads. */
  readonly interrupted: ReadonlySet<string>
}

/** What the retry policy allows, doubled because a browser repeats a request by itself when a reused connection is dead. */
const mostSends = 12

/** Limit for a file without a fault of its own that was not interrupted with the others. */
function sendsAllowed({ name, plannedFault, isKnown }: PlannedFile, { interrupted }: Evidence): number {
  if (isKnown) return 0
  const own = plannedFault ? (plannedFault.mostSends ?? mostSends * (plannedFault.retriedByHand ? 2 : 1)) : 1
  return interrupted.has(name) ? own + mostSends : own
}

/** Returns a line for each difference between a lap and its plan. */
export async function judgeLap(lap: Lap, evidence: Evidence): Promise<readonly string[]> {
  const rows = new Map(evidence.rows.map((row) => [row.name, row]))
  const wrong = lap.files.flatMap((file) =>
    judgeRow(file, rows.get(file.name), evidence).map((why) => blame(file, why)),
  )
  return [
    ...wrong,
    ...judgeStrangers(lap, evidence),
    ...judgeRecords(evidence),
    ...(await judgeObjects(lap, rows, evidence)),
  ]
}

function blame({ name, plannedFault }: PlannedFile, why: string): string {
  return `${name} (${plannedFault?.kind ?? 'nothing planned'}): ${why}`
}

function judgeRow(file: PlannedFile, row: SoakRow | undefined, evidence: Evidence): readonly string[] {
  const { sends, recordsById } = evidence
  if (!row) return ['there is no row']
  const { end, plannedFault, isKnown, isInParts } = file
  const wrong: string[] = []
  const expected = end === 'gone' || end === 'kept' ? 'removed' : end
  if (row.status !== expected) wrong.push(`is ${describe(row)} and should be ${expected}`)
  const hasFile = row.storedId !== undefined
  if (hasFile !== (end === 'done' || end === 'kept')) wrong.push(hasFile ? 'was registered' : 'was not registered')
  if (hasFile && !recordsById.has(row.storedId ?? '')) wrong.push('names a record that does not exist')
  const ends = row.events.filter((event) => event === 'done').length
  if (ends !== (hasFile ? 1 : 0)) wrong.push(`listeners heard: ${row.events.join(', ') || 'nothing'}`)
  const failures = row.events.filter((event) => event === 'failed').length
  const mayFail = plannedFault?.retriedByHand === true || end === 'failed'
  if (failures > 0 && !mayFail) wrong.push(`failed before it was done: ${row.events.join(', ')}`)
  // The page never sees a refusal if its answer is lost because of another file in the call.
  const mustFail = plannedFault?.send?.times === 'until-healed' && end === 'done'
  if (failures === 0 && mustFail) wrong.push('never failed, although its fault was to last')
  // Nothing is sent, whether the API creates another record or returns the existing one.
  const registeredName = recordsById.get(row.storedId ?? '')?.name
  if (isKnown && row.outcome === 'uploaded' && registeredName !== file.name) wrong.push(`is kept as ${registeredName}`)
  const sent = sends.get(file.name) ?? 0
  const allowed = sendsAllowed(file, evidence)
  if (!isInParts && sent > allowed) wrong.push(`was sent ${sent} times, although at most ${allowed} were allowed`)
  return wrong
}

function describe({ status, at, code, events }: SoakRow): string {
  return [status, at && `at ${at}`, code && `by ${code}`, events.length > 0 && `after ${events.join(', ')}`]
    .filter(Boolean)
    .join(' ')
}

function judgeStrangers({ files }: Lap, { rows }: Evidence): readonly string[] {
  const names = new Set(files.map(({ name }) => name))
  const strangers = rows.filter(({ name }) => !names.has(name)).map(({ name }) => `${name}: nobody added it`)
  const seen = new Set<string>()
  const doubles = rows
    .filter(({ name }) => seen.size === seen.add(name).size)
    .map(({ name }) => `${name}: has two rows`)
  return [...strangers, ...doubles]
}

/** A record without a row is a duplicate or was not wanted. */
function judgeRecords({ records, rows }: Evidence): readonly string[] {
  const known = new Set(rows.map(({ storedId }) => storedId))
  return records
    .filter(({ id }) => !known.has(id))
    .map(({ name }) => `${name}: is registered, but no row names that record`)
}

/** Checks that the stored bytes equal those of the chosen file. */
async function judgeObjects(
  { files }: Lap,
  rows: ReadonlyMap<string, SoakRow>,
  { recordsById, sha256, digests }: Evidence,
): Promise<readonly string[]> {
  const known = new Map<string, Promise<string | null>>()
  const wrong: string[] = []
  const look = async (file: PlannedFile): Promise<void> => {
    const record = recordsById.get(rows.get(file.name)?.storedId ?? '')
    if (!record) return
    const reading = known.get(record.objectKey) ?? sha256(record.objectKey)
    known.set(record.objectKey, reading)
    const stored = await reading
    if (stored === null) wrong.push(blame(file, 'is registered, but storage has no such object'))
    else if (stored !== digests.get(file.content)) wrong.push(blame(file, 'is stored with other bytes'))
  }
  for (let taken = 0; taken < files.length; taken += atOnce) {
    await Promise.all(files.slice(taken, taken + atOnce).map(look))
  }
  return wrong
}

const atOnce = 16

/** Objects without a record, grouped by the fault of their file. */
export interface Orphans {
  readonly byKind: ReadonlyMap<string, number>
  readonly wrong: readonly string[]
}

/** @param mayStay whether an object of a file with this plan may remain */
export function findOrphans(
  lap: Lap,
  keys: ReadonlySet<string>,
  { recordsById, ticketsByKey }: Pick<Evidence, 'recordsById' | 'ticketsByKey'>,
  mayStay: (file: PlannedFile) => boolean,
): Orphans {
  const registered = new Set([...recordsById.values()].map(({ objectKey }) => objectKey))
  const files = new Map(lap.files.map((file) => [file.name, file]))
  const byKind = new Map<string, number>()
  const wrong: string[] = []
  for (const key of keys) {
    const ticket = ticketsByKey.get(key)
    const name = ticket?.announced.name
    const file = name === undefined ? undefined : files.get(name)
    if (registered.has(key) || !file) continue
    const kind = file.plannedFault?.kind ?? 'nothing planned'
    byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
    if (ticket?.state === 'failed') wrong.push(blame(file, 'abandoned its ticket, but its object still exists'))
    else if (!mayStay(file)) wrong.push(blame(file, 'left an unregistered object behind'))
  }
  return { byKind, wrong }
}
