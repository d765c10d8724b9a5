import { Dice } from './Dice.ts'
import type { SoakedApi } from './soakedApis.ts'
import { type End, type Trouble, type TroubleKind, troubleKinds } from './troubles.ts'

/** One file of a lap, and all that is known of it before anything happens. */
export interface PlannedFile {
  /** Of its own, so that it can be told from all others wherever it shows. */
  readonly name: string
  /** Files of the same content have the same. */
  readonly content: string
  readonly sizeBytes: number
  readonly isPicture: boolean
  readonly isInParts: boolean
  /** Shares its content with others of this lap. */
  readonly isTwin: boolean
  /** The server has its bytes from an earlier lap. */
  readonly isKnown: boolean
  readonly trouble: Trouble | null
  readonly end: End
}

export interface Lap {
  readonly name: string
  readonly files: readonly PlannedFile[]
  /** As they are picked, one batch after the other. */
  readonly batches: readonly (readonly PlannedFile[])[]
  /** When the connection goes, and for how long. */
  readonly outages: readonly Spell[]
  /** When somebody pauses all that is under way, and for how long. */
  readonly pauses: readonly Spell[]
}

/** From the first file on. */
export interface Spell {
  readonly afterMs: number
  readonly forMs: number
}

export interface LapOptions {
  /** Short; in the name of every file. */
  readonly name: string
  readonly seed: string
  readonly count: number
  readonly api: SoakedApi
  /** Files of these contents are stored already. */
  readonly known: readonly PlannedFile[]
}

/** From this size on files go out in parts: smaller than anybody's own limit, so that a few can be afforded. */
export const multipartAboveBytes: number = 4 * 1024 ** 2

/** One file in five. */
const troubledShare = 0.2
const largestBatch = 600

/** Everything about a lap follows from its seed. */
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

type Blank = Omit<PlannedFile, 'trouble' | 'end'>

function planContents({ name: lap, count, known, api }: LapOptions, dice: Dice): readonly Blank[] {
  const blanks: Blank[] = []
  const add = (kind: string, extension: string, blank: Pick<Blank, 'sizeBytes'> & Partial<Blank>): void => {
    const name = `soak-${lap}-${String(blanks.length).padStart(4, '0')}-${kind}.${extension}`
    blanks.push({ isPicture: false, isInParts: false, isTwin: false, isKnown: false, content: name, ...blank, name })
  }
  const share = (part: number, least: number): number => Math.max(least, Math.round(count * part))
  for (let left = api.hasParts ? share(0.0025, 2) : 0; left > 0; left -= 1) {
    add('parts', 'mp4', { sizeBytes: dice.between(multipartAboveBytes + 1, 11 * 1024 ** 2), isInParts: true })
  }
  for (let left = share(0.01, 2); left > 0; left -= 1) {
    // Nothing is like nothing: those of one type are twins.
    const extension = dice.pick(['txt', 'csv', 'bin', 'pdf'])
    add('empty', extension, { sizeBytes: 0, isTwin: true, content: `empty.${extension}` })
  }
  for (let left = share(0.02, 1); left > 0; left -= 1) {
    const sizeBytes = dice.between(1, 60_000)
    const content = `twins-${lap}-${left}`
    for (let twins = dice.between(2, 3); twins > 0; twins -= 1) add('twin', 'bin', { sizeBytes, content, isTwin: true })
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

/** What befalls one of several equal files befalls the others too, so those are left in peace. */
function befall(blanks: readonly Blank[], { count, api }: LapOptions, dice: Dice): readonly PlannedFile[] {
  const victims = blanks
    .filter(({ isTwin, isKnown }) => !isTwin && !isKnown)
    // There are few in parts, and each of them is worth some trouble.
    .toSorted((a, b) => Number(b.isInParts) - Number(a.isInParts))
    .slice(0, Math.round(count * troubledShare))
  const deck = new Deck(
    troubleKinds.filter(({ only }) => only === undefined || only(api)),
    dice,
  )
  const troubles = new Map(victims.map((victim) => [victim, deck.deal(victim).make(victim.sizeBytes, dice, api)]))
  return blanks.map((blank) => {
    const trouble = troubles.get(blank) ?? null
    return { ...blank, trouble, end: trouble?.end ?? 'done' }
  })
}

/** Kinds of trouble as cards: first one of each, then as many as they weigh, over and over. */
class Deck {
  readonly #weighted: readonly TroubleKind[]
  readonly #dice: Dice
  #cards: TroubleKind[]

  constructor(kinds: readonly TroubleKind[], dice: Dice) {
    this.#weighted = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind))
    this.#dice = dice
    this.#cards = dice.shuffle(kinds)
  }

  /** The next one that suits; before all, one that suits few others. */
  deal(victim: Blank): TroubleKind {
    const special = this.#cards.findIndex(({ needs }) => needs === 'parts' && victim.isInParts)
    const index = special === -1 ? this.#cards.findIndex((kind) => suits(victim, kind)) : special
    const [kind] = index === -1 ? [] : this.#cards.splice(index, 1)
    if (kind) return kind
    this.#cards.push(...this.#dice.shuffle(this.#weighted))
    return this.deal(victim)
  }
}

function suits({ sizeBytes, isInParts }: Blank, { needs }: TroubleKind): boolean {
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

/** Three in a lap of some minutes, one in a short one. @param from where in each stretch of the lap they begin at the earliest */
function planSpells(count: number, from: number, dice: Dice): readonly Spell[] {
  const lastsMs = count * 30
  const many = Math.max(1, Math.min(3, Math.floor(count / 500)))
  return Array.from({ length: many }, (_, index) => ({
    afterMs: Math.round(((index + from + dice.next() * 0.3) / many) * lastsMs),
    forMs: dice.between(800, 2000),
  }))
}
