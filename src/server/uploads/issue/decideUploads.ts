import type { FileRecord, Found, NewUpload, UploadRecord } from '../../records/Records.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { endUpload } from '../endUpload.js'
import type { SendWith } from '../profile/Profile.js'
import { Refusal } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'
import { admitFiles, findProfile, type Admitted } from './admitFiles.js'
import type { Way } from './chooseWay.js'
import { createObjectKey, createSortableId } from './objectKeys.js'
import { lookOnce, planUpload } from './planUpload.js'
import { refuseOverQuota } from './refuseOverQuota.js'
import { urlTermMs } from './urlTermMs.js'

export interface TicketCall {
  readonly owner: string
  /** The name of a profile. */
  readonly profile: string
  readonly files: readonly FileToSend[]
  /** @default what the profile says */
  readonly sendWith?: SendWith | undefined
  /**
   * Whether the URLs have to do without `If-None-Match`, because the protocol of the API has no place for that header. The
   * objects are then copied before they are registered.
   * @default false
   */
  readonly canOverwrite?: boolean
  /**
   * Whether bytes that are here already need not be sent. false if the protocol of the API has no answer that says so: each
   * file is then sent, and has an object of its own.
   * @default true
   */
  readonly reusesObjects?: boolean
  /** For the hook `beforeTicket`. */
  readonly request?: Request
}

export interface FileToSend extends AnnouncedFile {
  /** The same for every attempt of one upload. */
  readonly idempotencyKey: string
}

/** What a client has to do with a file. */
export type Decision =
  /** Nothing: there is a file with the same bytes, name and metadata. */
  | { readonly kind: 'existing'; readonly file: FileRecord }
  /** Confirm it: storage has the bytes. */
  | { readonly kind: 'stored'; readonly upload: UploadRecord }
  /** Send it. Only now may a URL be signed, because the upload is recorded. */
  | { readonly kind: 'send'; readonly upload: UploadRecord; readonly way: Way }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Each round is for uploads that another call has changed at the same time. */
const mostRounds = 4

/**
 * Decides what a client has to do with each file, and records it, in as many calls of the records for a hundred files as
 * for one. Answers in the order of the files.
 * @throws {Refusal} if there is no such profile
 */
export async function decideUploads(service: UploadService, call: TicketCall): Promise<readonly Decision[]> {
  const decisions: Decision[] = []
  const admitted = await admitFiles(service, call)
  let waiting: readonly Admitted[] = admitted.flatMap((member, index) => {
    if (!(member instanceof Refusal)) return member
    decisions[index] = { kind: 'refused', refusal: member }
    return []
  })
  const settle = (outcomes: readonly Outcome[]): void => {
    for (const [member, decision] of outcomes) if (decision) decisions[member.index] = decision
    waiting = outcomes.flatMap(([member, decision]) => (decision ? [] : member))
  }
  settle(await openUnknown(service, call, waiting))
  for (let round = 1; waiting.length > 0 && round <= mostRounds; round += 1) {
    settle(await decideOnce(service, call, waiting))
  }
  // Creating an error costs as much as a signature, so it is created only when it is needed.
  if (waiting.length === 0) return decisions
  const refusal = new Refusal(503, 'Another call for the same file is under way.', { retryAfterSeconds: 1 })
  for (const { index } of waiting) decisions[index] = { kind: 'refused', refusal }
  return decisions
}

/** null: it is not new, or another call came first, so that it has to be decided by what is found. */
type Outcome = readonly [Admitted, Decision | null]

/** Opens the files of which the records know nothing. That is nearly every file, and all that has to be asked for it. */
async function openUnknown(
  service: UploadService,
  call: TicketCall,
  members: readonly Admitted[],
): Promise<readonly Outcome[]> {
  const described = await Promise.all(
    members.map(async (member) => [member, await describeUpload(service, call, member)] as const),
  )
  return openAll(service, call, described, 'openUnknown')
}

async function decideOnce(
  service: UploadService,
  call: TicketCall,
  members: readonly Admitted[],
): Promise<readonly Outcome[]> {
  const found = await lookUp(service, call.owner, members)
  const look = lookOnce(service)
  const plans = await Promise.all(
    members.map(async (member) => ({
      member,
      plan: await planUpload(service, call.profile, member, found, look),
    })),
  )
  const fresh: (readonly [Admitted, NewUpload])[] = []
  const extended: UploadRecord[] = []
  const urlsExpireAtMs = Date.now() + urlTermMs(service)
  const outcomes = await Promise.all(
    plans.map(async ({ member, plan }): Promise<Outcome | null> => {
      switch (plan.kind) {
        case 'existing':
          return [member, plan]
        case 'look-again':
          return [member, null]
        case 'stored':
          // Otherwise a sweep could remove what the client is about to confirm.
          extended.push(plan.upload)
          return [member, { kind: 'stored', upload: { ...plan.upload, urlsExpireAtMs } }]
        case 'send-again':
          extended.push(plan.upload)
          return [member, { kind: 'send', upload: { ...plan.upload, urlsExpireAtMs }, way: member.way }]
        case 'open-over':
          return [member, await openOver(service, call, member, plan.objectKey)]
        case 'open':
          if (plan.replaced) await endUpload(service, plan.replaced)
          fresh.push([member, await describeUpload(service, call, member)])
          return null
      }
    }),
  )
  if (extended.length > 0)
    await service.records.extend(
      extended.map(({ id }) => id),
      urlsExpireAtMs,
    )
  return [...outcomes.filter((outcome) => outcome !== null), ...(await openAll(service, call, fresh, 'open'))]
}

function lookUp({ records }: UploadService, owner: string, members: readonly Admitted[]): Promise<Found> {
  return records.lookUp(owner, {
    idempotencyKeys: members.map(({ idempotencyKey }) => idempotencyKey),
    contents: [...new Set(members.flatMap(({ content }) => content ?? []))],
  })
}

async function openAll(
  service: UploadService,
  call: TicketCall,
  fresh: readonly (readonly [Admitted, NewUpload])[],
  method: 'open' | 'openUnknown',
): Promise<readonly Outcome[]> {
  if (fresh.length === 0) return []
  const nowMs = Date.now()
  const { quota = {} } = findProfile(service, call.profile)
  const openings = await service.records[method](
    fresh.map(([, upload]) => upload),
    quota,
    nowMs,
  )
  return fresh.map(([member, upload], index) => {
    const opening = openings[index]
    switch (opening?.kind) {
      case 'opened':
        return [member, { kind: 'send', upload: asOpened(upload, 'pending', nowMs), way: member.way }]
      case 'over-quota':
        return [member, { kind: 'refused', refusal: refuseOverQuota(opening, upload.announced.size, nowMs) }]
      default:
        return [member, null]
    }
  })
}

async function openOver(
  service: UploadService,
  call: TicketCall,
  member: Admitted,
  objectKey: string,
): Promise<Decision | null> {
  const nowMs = Date.now()
  const { quota = {} } = findProfile(service, call.profile)
  const upload = { ...(await describeUpload(service, call, member)), key: objectKey }
  const opening = await service.records.openOver(upload, objectKey, quota, nowMs)
  if (opening.kind === 'over-quota') {
    return { kind: 'refused', refusal: refuseOverQuota(opening, upload.announced.size, nowMs) }
  }
  if (opening.kind !== 'opened') return null
  return { kind: 'stored', upload: { ...asOpened(upload, 'stored', nowMs), isOverObject: true } }
}

async function describeUpload(
  service: UploadService,
  { owner, profile }: TicketCall,
  { idempotencyKey, file, content, way }: Admitted,
): Promise<NewUpload> {
  return {
    id: `tkt_${createSortableId()}`,
    owner,
    profile,
    idempotencyKey,
    key: await createObjectKey(owner, way.isOverwritable),
    content,
    announced: file,
    urlsExpireAtMs: Date.now() + urlTermMs(service),
  }
}

function asOpened(upload: NewUpload, state: 'pending' | 'stored', nowMs: number): UploadRecord {
  return { ...upload, state, multipartId: null, isOverObject: false, createdAtMs: nowMs }
}
