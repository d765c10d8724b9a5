import { Dice } from './Dice.ts'
import type { SoakedApi } from './soakedApis.ts'
import { type End, type PlannedFault, type FaultKind, faultKinds } from './faultKinds.ts'

/** One file of a lap, with its planned faults and outcome. */
export interface PlannedFile {
  /** Unique, so that the file can be identified everywhere. */
  readonly name: string
  /** Equal for files of equal content. */
  readonly content: string
  readonly sizeBytes: number
  readonly isPicture: boolean
  readonly isInParts: boolean
  /** Whether other files of this lap have the same content. */
  readonly isDuplicate: boolean
  /** Whether the server has the bytes from an earlier lap. */
  readonly isKnown: boolean
  readonly plannedFault: PlannedFault | null
  readonly end: End
}

export interface Lap {
  readonly name: string
  readonly files: readonly PlannedFile[]
  /** The files in the order in which they are chosen, one batch after the other. */
  readonly batches: readonly (readonly PlannedFile[])[]
  /** When the connection is lost, and for how long. */
  readonly outages: readonly Spell[]
  /** When all uploads are paused, and for how long. */
  readonly pauses: readonly Spell[]
}

/** Since the first file was added. */
export interface Spell {
  readonly afterMs: number
  readonly forMs: number
}

export interface LapOptions {
  /** Short, because it is part of every file name. */
  readonly name: string
  readonly seed: string
  readonly count: number
  readonly api: SoakedApi
  /** Contents that are stored already. */
  readonly known: readonly PlannedFile[]
}

/** Files from this size are sent in parts. It is far below the usual limit, so that the lap stays small. */
export const multipartAboveBytes: number = 4 * 1024 ** 2

/** The share of files with a fault. */
const faultyShare = 0.2
const largestBatch = 600

/** Plans a lap; the seed determines everything. */
export function planLap(options: LapOptions): Lap {
  const dice = new Dice(`${options.seed}/${options.name}`)
  const blanks = dice.shuffle(planContents(options, dice))
  const files = befall(blanks, options, dice)
  return {
    name: options.name,
    files,
    batches: toBatches(files, dice),
    outages: planSpells(files.length, 0.6, dice),
    pauses: planSpells(files.length, 0.1, dice),
  }
}

type Blank = Omit<PlannedFile, 'plannedFault' | 'end'>

function planContents({ name: lap, count, known, api }: LapOptions, dice: Dice): readonly Blank[] {
  const blanks: Blank[] = []
  const add = (kind: string, extension: string, blank: Pick<Blank, 'sizeBytes'> & Partial<Blank>): void => {
    const name = `soak-${lap}-${String(blanks.length).padStart(4, '0')}-${kind}.${extension}`
    blanks.push({
      isPicture: false,
      isInParts: false,
      isDuplicate: false,
      isKnown: false,
      content: name,
      ...blank,
      name,
    })
  }
  const share = (part: number, least: number): number => Math.max(least, Math.round(count * part))
  for (let left = api.hasParts ? share(0.0025, 2) : 0; left > 0; left -= 1) {
    add('parts', 'mp4', { sizeBytes: dice.between(multipartAboveBytes + 1, 11 * 1024 ** 2), isInParts: true })
  }
  for (let left = share(0.01, 2); left > 0; left -= 1) {
    // Empty files of one type are equal.
    const extension = dice.pick(['txt', 'csv', 'bin', 'pdf'])
    add('empty', extension, { sizeBytes: 0, isDuplicate: true, content: `empty.${extension}` })
  }
  for (let left = share(0.02, 1); left > 0; left -= 1) {
    const sizeBytes = dice.between(1, 60_000)
    const content = `duplicates-${lap}-${left}`
    for (let copies = dice.between(2, 3); copies > 0; copies -= 1)
      add('copy', 'bin', { sizeBytes, content, isDuplicate: true })
  }
  for (const { name, content, sizeBytes } of known) {
    add('known', name.split('.').at(-1) ?? '', { sizeBytes, content, isKnown: api.knowsBytes })
  }
  for (let left = share(0.08, 3); left > 0; left -= 1) {
    add('picture', dice.pick(['jpg', 'png', 'webp']), { sizeBytes: dice.between(20_000, 200_000), isPicture: true })
  }
  while (blanks.length < count) {
    add('file', dice.pick(['bin', 'txt', 'pdf', 'csv', 'xyz']), {
      sizeBytes: dice.between(1024, dice.between(8, 200) * 1024),
    })
  }
  return blanks
}

/** A fault of one of several equal files would affect the others, so they get none. */
function befall(blanks: readonly Blank[], { count, api }: LapOptions, dice: Dice): readonly PlannedFile[] {
  const victims = blanks
    .filter(({ isDuplicate, isKnown }) => !isDuplicate && !isKnown)
    // There are few files in parts, so each of them gets a fault.
    .toSorted((a, b) => Number(b.isInParts) - Number(a.isInParts))
    .slice(0, Math.round(count * faultyShare))
  const deck = new Deck(
    faultKinds.filter(({ only }) => only === undefined || only(api)),
    dice,
  )
  const plannedFaults = new Map(victims.map((victim) => [victim, deck.deal(victim).make(victim.sizeBytes, dice, api)]))
  return blanks.map((blank) => {
    const plannedFault = plannedFaults.get(blank) ?? null
    return { ...blank, plannedFault, end: plannedFault?.end ?? 'done' }
  })
}

/** A deck of fault kinds: first one of each, then each as often as its weight, over and over. */
class Deck {
  readonly #weighted: readonly FaultKind[]
  readonly #dice: Dice
  #cards: FaultKind[]

  constructor(kinds: readonly FaultKind[], dice: Dice) {
    this.#weighted = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind))
    this.#dice = dice
    this.#cards = dice.shuffle(kinds)
  }

  /** Draws the next kind that suits the file, and prefers kinds that suit few files. */
  deal(victim: Blank): FaultKind {
    const special = this.#cards.findIndex(({ needs }) => needs === 'parts' && victim.isInParts)
    const index = special === -1 ? this.#cards.findIndex((kind) => suits(victim, kind)) : special
    const [kind] = index === -1 ? [] : this.#cards.splice(index, 1)
    if (kind) return kind
    this.#cards.push(...this.#dice.shuffle(this.#weighted))
    return this.deal(victim)
  }
}

function suits({ sizeBytes, isInParts }: Blank, { needs }: FaultKind): boolean {
  if (needs === 'any') return true
  if (needs === 'parts') return isInParts
  return sizeBytes > 1 && (needs === 'bytes' || !isInParts)
}

function toBatches(files: readonly PlannedFile[], dice: Dice): readonly (readonly PlannedFile[])[] {
  const batches: PlannedFile[][] = []
  for (let taken = 0; taken < files.length;) {
    const size = dice.between(Math.ceil(Math.min(files.length, largestBatch) / 4), largestBatch)
    batches.push(files.slice(taken, taken + size))
    taken += size
  }
  return batches
}

/**
 * Plans three interruptions in a lap of some minutes, one in a short lap.
 * @param from the earliest start within each stretch of the lap
 */
function planSpells(count: number, from: number, dice: Dice): readonly Spell[] {
  const lastsMs = count * 30
  const many = Math.max(1, Math.min(3, Math.floor(count / 500)))
  return Array.from({ length: many }, (_, index) => ({
    afterMs: Math.round(((index + from + dice.next() * 0.3) / many) * lastsMs),
    forMs: dice.between(800, 2000),
  }))
}
