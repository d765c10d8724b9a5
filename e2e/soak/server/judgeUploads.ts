import type { Outcome } from './UploadDriver.ts'
import { fewFiles, type PlannedUpload } from './planUploads.ts'

export interface StoredFile {
  readonly id: string
  readonly owner: string
  readonly profile: string
  readonly idempotencyKey: string
  readonly uploadId: string
  readonly objectKey: string
  readonly name: string
  readonly sizeBytes: number
}

/** What the records and the bucket have in the end, after everything was swept. */
export interface Remains {
  readonly files: readonly StoredFile[]
  readonly uploads: readonly { readonly id: string; readonly state: string; readonly isEnded: boolean }[]
  /** How many uses the records count of each object. */
  readonly uses: ReadonlyMap<string, number>
  /** What the records count for each owner and profile that has a quota. */
  readonly usage: readonly {
    readonly owner: string
    readonly profile: string
    readonly files: number
    readonly bytes: number
  }[]
  /** The SHA-256 of each object in the bucket. */
  readonly objects: ReadonlyMap<string, string>
  readonly openMultipartUploads: number
  /** The files of which the app's hook was told. */
  readonly announced: ReadonlySet<string>
}

export interface Evidence {
  readonly planned: readonly PlannedUpload[]
  readonly outcomes: readonly Outcome[]
  readonly remains: Remains
  readonly sha256: (upload: PlannedUpload) => string
}

/** Compares exactly, and answers a line for everything that is wrong. */
export function judgeUploads(evidence: Evidence): readonly string[] {
  return [
    ...judgeOutcomes(evidence),
    ...judgeFiles(evidence),
    ...judgeObjects(evidence.remains),
    ...judgeQuotas(evidence.remains),
  ]
}

/** Whatever a client was told is true. */
function judgeOutcomes({ planned, outcomes, remains, sha256 }: Evidence): readonly string[] {
  const wrong: string[] = []
  const files = new Map(remains.files.map((file) => [file.id, file]))
  const deleted = new Set(outcomes.flatMap(({ isDeleted, fileIds }) => (isDeleted ? [...fileIds] : [])))
  for (const id of deleted) if (files.has(id)) wrong.push(`${id}: is there, but has been deleted`)
  const ends = new Map(outcomes.map((outcome) => [outcome.upload.id, outcome]))
  for (const { id } of planned) if (!ends.has(id)) wrong.push(`${id}: has no outcome`)
  for (const { upload, kind, fileIds } of outcomes) {
    if (kind === 'taken-away' && !isDeletedElsewhere(upload, outcomes)) {
      wrong.push(`${upload.id}: is said to be deleted, and nobody has deleted it`)
    }
    if (kind !== 'registered') continue
    const kept = [...fileIds].filter((id) => !deleted.has(id))
    if (kept.length > 1) wrong.push(`${upload.id}: has ${kept.length} files`)
    for (const id of kept) {
      const file = files.get(id)
      if (!file) wrong.push(`${upload.id}: is confirmed as ${id}, and there is no such file`)
      else wrong.push(...compare(upload, file, remains.objects.get(file.objectKey), sha256(upload)))
    }
  }
  return wrong
}

function isDeletedElsewhere({ owner, content }: PlannedUpload, outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ isDeleted, upload }) => isDeleted && upload.owner === owner && upload.content === content)
}

function compare(
  upload: PlannedUpload,
  file: StoredFile,
  stored: string | undefined,
  sha256: string,
): readonly string[] {
  const wrong: string[] = []
  for (const name of ['owner', 'profile', 'name', 'sizeBytes'] as const) {
    if (upload[name] !== file[name]) wrong.push(`${upload.id}: its file has another ${name}: ${file[name]}`)
  }
  if (stored === undefined) wrong.push(`${upload.id}: its file ${file.id} has no object`)
  else if (stored !== sha256) wrong.push(`${upload.id}: its file ${file.id} has other bytes`)
  return wrong
}

/** Its page was closed after everything was sent, or a notification of storage came before it was abandoned. */
function mayBeRegistered({ end, hasEvent }: PlannedUpload): boolean {
  return end === 'close-after' || (end === 'abandon-after' && hasEvent)
}

/** Every file has a client that knows of it, or a good reason to be there. */
function judgeFiles({ planned, outcomes, remains, sha256 }: Evidence): readonly string[] {
  const wrong: string[] = []
  const known = new Set(outcomes.flatMap(({ fileIds }) => [...fileIds]))
  const uploads = new Map(planned.map((upload) => [upload.id, upload]))
  const keys = new Set<string>()
  for (const file of remains.files) {
    const upload = uploads.get(file.idempotencyKey)
    if (!upload || upload.owner !== file.owner) wrong.push(`${file.id}: is of nobody's upload`)
    else if (!known.has(file.id)) {
      if (!mayBeRegistered(upload)) wrong.push(`${upload.id} (${upload.end}): has a file of which no client knows`)
      wrong.push(...compare(upload, file, remains.objects.get(file.objectKey), sha256(upload)))
    }
    if (keys.has(file.idempotencyKey)) wrong.push(`${file.idempotencyKey}: has two files`)
    keys.add(file.idempotencyKey)
    if (!remains.announced.has(file.id)) wrong.push(`${file.id}: the hook was never told of it`)
  }
  const byUpload = new Set(remains.files.map(({ uploadId }) => uploadId))
  for (const { id, state, isEnded } of remains.uploads) {
    if (state !== 'registered' || isEnded || !byUpload.has(id)) wrong.push(`${id}: is ${state}, and was not swept`)
  }
  if (remains.uploads.length < byUpload.size) wrong.push('there are files without their uploads')
  return wrong
}

function judgeObjects({ files, objects, uses, openMultipartUploads }: Remains): readonly string[] {
  const wrong: string[] = []
  const counted = new Map<string, number>()
  for (const { objectKey } of files) counted.set(objectKey, (counted.get(objectKey) ?? 0) + 1)
  for (const key of objects.keys()) if (!counted.has(key)) wrong.push(`${key}: is an object of no file`)
  for (const [key, count] of uses) {
    if (count !== (counted.get(key) ?? 0)) wrong.push(`${key}: has ${count} uses, and ${counted.get(key) ?? 0} files`)
  }
  for (const key of counted.keys()) if (!uses.has(key)) wrong.push(`${key}: has a file, and no uses`)
  if (openMultipartUploads > 0) wrong.push(`${openMultipartUploads} multipart uploads are open`)
  return wrong
}

function judgeQuotas({ files, usage }: Remains): readonly string[] {
  const wrong: string[] = []
  const owned = Map.groupBy(files, ({ owner, profile }) => `${profile} of ${owner}`)
  for (const { owner, profile, files: count, bytes } of usage) {
    const own = owned.get(`${profile} of ${owner}`) ?? []
    const ownBytes = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    if (count !== own.length || bytes !== ownBytes) {
      wrong.push(
        `${profile} of ${owner}: ${count} files of ${bytes} bytes are counted, and there are ${own.length} of ${ownBytes}`,
      )
    }
    if (profile === 'few' && own.length > fewFiles)
      wrong.push(`${profile} of ${owner}: ${own.length} files are too many`)
  }
  const counted = new Set(usage.map(({ owner, profile }) => `${profile} of ${owner}`))
  for (const name of owned.keys()) if (!counted.has(name)) wrong.push(`${name}: nobody counts`)
  return wrong
}
