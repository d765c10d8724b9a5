import { Dice } from '../Dice.ts'

/** The profiles of the servers in the soak. */
export type ProfileName = 'files' | 'parts' | 'forms' | 'few'

/** How many files an owner may have in the profile `few`. */
export const fewFiles = 4
export const partSizeBytes: number = 5 * 1024 ** 2
/** Short, so that sweeps come across uploads that are under way. */
export const ticketExpiresInSeconds = 15

/**
 * How an upload goes. keep: it is confirmed. delete: it is confirmed, and then deleted. abandon: its ticket is given back,
 * before or after its bytes are sent. close: its page is closed, before or after its bytes are sent.
 */
export type UploadEnd = 'keep' | 'delete' | 'abandon-before' | 'abandon-after' | 'close-before' | 'close-after'

export interface PlannedUpload {
  /** Also the idempotency key. */
  readonly id: string
  readonly owner: string
  readonly profile: ProfileName
  readonly name: string
  /** Equal names of contents are equal bytes. */
  readonly content: string
  readonly sizeBytes: number
  readonly isHashed: boolean
  readonly end: UploadEnd
  /** How often it is confirmed, at the same time. */
  readonly confirms: number
  readonly isSentTwice: boolean
  /** Whether storage tells a server that the object has arrived. */
  readonly hasEvent: boolean
}

/** Uploads of one owner and profile, whose tickets come in one call. */
export interface Batch {
  readonly owner: string
  readonly profile: ProfileName
  readonly uploads: readonly PlannedUpload[]
}

export interface SoakPlan {
  readonly batches: readonly Batch[]
  /** After how many batches which server is killed. In ascending order. */
  readonly kills: readonly { readonly afterBatches: number; readonly server: number; readonly delayMs: number }[]
}

export interface PlanOptions {
  readonly seed: string
  readonly uploads: number
  readonly kills: number
  readonly servers: number
}

const owners = ['ann', 'bob', 'cem/..', 'Dörte', 'eve', 'ann2']
const ends: readonly (readonly [end: UploadEnd, share: number])[] = [
  ['delete', 0.07],
  ['abandon-before', 0.03],
  ['abandon-after', 0.04],
  ['close-before', 0.03],
  ['close-after', 0.05],
]

/** Plans the same uploads and kills for the same seed. */
export function planUploads({ seed, uploads, kills, servers }: PlanOptions): SoakPlan {
  const dice = new Dice(seed)
  const known: PlannedUpload[] = []
  const batches: Batch[] = []
  while (known.length < uploads) {
    const owner = dice.pick(owners)
    const profile = pickProfile(dice)
    const most = profile === 'parts' ? 3 : 15
    const count = Math.min(dice.next() < 0.5 ? 1 : dice.between(2, most), uploads - known.length)
    const batch = Array.from({ length: count }, (_, place) =>
      planUpload(dice, { owner, profile, id: `upload-${known.length + place}` }, known),
    )
    known.push(...batch)
    batches.push({ owner, profile, uploads: batch })
  }
  const planned = Array.from({ length: kills }, () => ({
    afterBatches: dice.between(1, batches.length - 1),
    server: dice.between(0, servers - 1),
    delayMs: dice.between(0, 40),
  }))
  return { batches, kills: planned.toSorted((one, other) => one.afterBatches - other.afterBatches) }
}

function pickProfile(dice: Dice): ProfileName {
  const roll = dice.next()
  if (roll < 0.1) return 'parts'
  if (roll < 0.17) return 'forms'
  return roll < 0.2 ? 'few' : 'files'
}

function planUpload(
  dice: Dice,
  fixed: Pick<PlannedUpload, 'id' | 'owner' | 'profile'>,
  known: readonly PlannedUpload[],
): PlannedUpload {
  const roll = dice.next()
  const model = roll < 0.12 && known.length > 0 ? pickModel(dice, fixed.owner, known, roll < 0.08) : undefined
  const isLarge = fixed.profile === 'parts' && dice.next() < 0.05
  const hasName = dice.next() < 0.5
  return {
    ...fixed,
    name: model && hasName ? model.name : `${fixed.id}.bin`,
    content: model?.content ?? fixed.id,
    sizeBytes: model?.sizeBytes ?? (isLarge ? partSizeBytes : 0) + dice.between(1, 3000),
    isHashed: dice.next() < 0.85,
    end: pickEnd(dice),
    confirms: dice.next() < 0.1 ? 3 : 1,
    isSentTwice: dice.next() < 0.05,
    hasEvent: dice.next() < 0.3,
  }
}

function pickModel(
  dice: Dice,
  owner: string,
  known: readonly PlannedUpload[],
  isOwn: boolean,
): PlannedUpload | undefined {
  const models = isOwn ? known.filter((one) => one.owner === owner) : known
  return models.length > 0 ? dice.pick(models.slice(-200)) : undefined
}

function pickEnd(dice: Dice): UploadEnd {
  let roll = dice.next()
  for (const [end, share] of ends) {
    if (roll < share) return end
    roll -= share
  }
  return 'keep'
}
