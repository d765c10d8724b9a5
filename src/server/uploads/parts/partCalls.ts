import type { PartToSend, SignedRequest, StoredPart } from '../../storage/ObjectStore.js'
import type { UploadRecord } from '../../records/Records.js'
import { urlTermMs } from '../issue/urlTermMs.js'
import { invalid, Refusal, unknownTicket } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'
import { fitsPlan, partCountOf } from './partPlan.js'

export type WantedPart = Pick<PartToSend, 'number' | 'size' | 'digest'>

/** A part that a client says it has sent. */
export interface SentPart {
  readonly number: number
  /** The ETag that the client got from storage; null if it got none. */
  readonly etag: string | null
}

export interface SignedPart extends SignedRequest {
  readonly expiresInSeconds: number
}

export interface PartsReceipt {
  readonly status: 200
  readonly etag: string
}

export type PartsListing =
  | { readonly kind: 'open'; readonly parts: readonly StoredPart[] }
  | { readonly kind: 'completed'; readonly receipt: PartsReceipt }
  | { readonly kind: 'gone' }

/**
 * Signs parts of the announced file and nothing else, so that a ticket for 6 MB takes 6 MB.
 * @throws {Refusal} if the ticket does not allow them
 */
export async function signParts(
  service: UploadService,
  owner: string,
  reference: string,
  parts: readonly WantedPart[],
): Promise<readonly SignedPart[]> {
  const { storage, records, terms } = service
  const { id, state, key, multipartId, announced } = await findUpload(service, owner, reference)
  if (state !== 'pending' || multipartId === null) throw noParts()
  const stray = parts.find((part) => !fitsPlan(announced.size, terms.partSizeBytes, part))
  if (stray) throw invalid(`\`parts\`: the file has no part ${stray.number} of ${stray.size} bytes.`)
  await records.extend([id], Date.now() + urlTermMs(service))
  const expiresInSeconds = terms.ticketExpiresInSeconds
  return Promise.all(
    parts.map(async (part) => ({
      ...(await storage.signPart({ ...part, key, multipartId, expiresInSeconds })),
      expiresInSeconds,
    })),
  )
}

/** @throws {Refusal} if there is no such ticket */
export async function listParts(service: UploadService, owner: string, reference: string): Promise<PartsListing> {
  const upload = await findUpload(service, owner, reference)
  const parts = await readParts(service, upload)
  if (parts) return { kind: 'open', parts }
  const receipt = await findReceipt(service, upload)
  return receipt ? { kind: 'completed', receipt } : { kind: 'gone' }
}

/**
 * Joins the parts once; later calls get the same receipt. An ETag that the page could not read is taken from storage.
 * @throws {Refusal} if there is nothing to join, or a part is missing or another
 */
export async function completeParts(
  service: UploadService,
  owner: string,
  reference: string,
  named: readonly SentPart[],
): Promise<PartsReceipt> {
  const upload = await findUpload(service, owner, reference)
  const stored = await readParts(service, upload)
  if (stored && upload.multipartId !== null) {
    checkParts(service, upload, stored, named)
    await service.storage.joinParts(upload.key, upload.multipartId, stored)
  }
  const receipt = await findReceipt(service, upload)
  if (receipt) return receipt
  throw noParts()
}

/** @throws {Refusal} unless storage and the client have exactly the parts of the announced file */
function checkParts(
  { terms }: UploadService,
  { announced }: UploadRecord,
  stored: readonly StoredPart[],
  named: readonly SentPart[],
): void {
  const count = partCountOf(announced.size, terms.partSizeBytes)
  const etags = new Map(named.map(({ number, etag }) => [number, etag]))
  const isWhole = stored.length === count && etags.size === count && named.length === count
  const stray = stored.find(({ number, etag }) => !etags.has(number) || (etags.get(number) ?? etag) !== etag)
  if (isWhole && !stray && stored.every((part) => fitsPlan(announced.size, terms.partSizeBytes, part))) return
  throw new Refusal(409, 'A part is missing, or differs from the one that was sent.', { code: 'not-verified' })
}

async function findUpload({ records }: UploadService, owner: string, reference: string): Promise<UploadRecord> {
  const [upload] = await records.findUploads(owner, [reference])
  if (upload) return upload
  throw unknownTicket()
}

async function readParts(
  { storage }: UploadService,
  { state, key, multipartId }: UploadRecord,
): Promise<readonly StoredPart[] | null> {
  if (state !== 'pending' || multipartId === null) return null
  const parts = await storage.listParts(key, multipartId)
  return parts && parts.toSorted((a, b) => a.number - b.number)
}

async function findReceipt(
  { storage }: UploadService,
  { state, key, multipartId }: UploadRecord,
): Promise<PartsReceipt | null> {
  if (state === 'failed' || multipartId === null) return null
  const object = await storage.head(key)
  return object && { status: 200, etag: object.etag }
}

function noParts(): Refusal {
  return new Refusal(404, 'There is no upload in parts under this ticket.')
}
