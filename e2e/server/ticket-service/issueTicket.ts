import { isDeepStrictEqual } from 'node:util'
import type { SendWith } from '../referenceServerOptions.ts'
import { Problem } from '../problem.ts'
import { abandonTicket } from './abandonTicket.ts'
import { contentOf, type AnnouncedFile } from './announcedFile.ts'
import type { TicketService } from './TicketService.ts'
import type { FileRecord } from './fileTable.ts'
import { partSizeFor } from './parts.ts'
import type { Ticket } from './ticketTable.ts'

/** What the client should do with a file. */
export type IssuedTicket =
  | { readonly kind: 'existing'; readonly record: FileRecord }
  | { readonly kind: 'stored'; readonly reference: string }
  | ({ readonly kind: 'put'; readonly headers: Readonly<Record<string, string>> } & TicketTerms)
  | {
      readonly kind: 'multipart'
      readonly partSizeBytes: number
      readonly reference: string
      /** The only checksum of a part that every storage accepts is Content-MD5. */
      readonly partDigest: 'md5'
    }
  | ({ readonly kind: 'post'; readonly fields: readonly (readonly [name: string, value: string])[] } & TicketTerms)

interface TicketTerms {
  readonly url: string
  readonly reference: string
  readonly expiresInSeconds: number
}

/**
 * Decides what the client should do with a file: nothing, register it, or send it.
 * @throws {Problem} if the file may not be sent.
 */
export async function issueTicket(
  service: TicketService,
  owner: string,
  file: AnnouncedFile,
  wished: SendWith | undefined,
): Promise<IssuedTicket> {
  const { maxSizeBytes, multipartAboveBytes } = service.settings
  const sendWith = wished ?? service.settings.sendWith ?? (file.size > multipartAboveBytes ? 'multipart' : 'put')
  const limit = sendWith === 'multipart' ? maxSizeBytes : service.settings.maxSinglePutBytes
  if (file.size > limit) throw tooLarge(limit)
  const records = await findRegistered(service, owner, file)
  const record = records.find((one) => isSameRecord(one, file))
  if (record) return { kind: 'existing', record }
  const earlier = service.tickets.findOpenByKey(owner, file.idempotencyKey)
  const stored = await findStored(service, owner, file, earlier)
  if (stored) return { kind: 'stored', reference: stored.id }
  const [sameBytes] = records
  if (sameBytes) return { kind: 'stored', reference: service.tickets.open(owner, file, sameBytes.key).id }
  return sign(service, await replaceTicket(service, owner, file, earlier), file, sendWith)
}

/** Finds files with the same bytes. A record whose object is no longer in storage is deleted, and does not count. */
async function findRegistered(
  service: TicketService,
  owner: string,
  file: AnnouncedFile,
): Promise<readonly FileRecord[]> {
  const content = contentOf(file)
  const records = content === null ? [] : service.files.findAllByContent(owner, content)
  const areThere = await Promise.all(records.map(async ({ key }) => (await service.objects.look(key)) !== null))
  for (const [index, { id }] of records.entries()) if (!areThere[index]) service.files.remove(id)
  return records.filter((_, index) => areThere[index])
}

/** Finds a ticket whose bytes have arrived but were never registered. */
async function findStored(
  service: TicketService,
  owner: string,
  file: AnnouncedFile,
  earlier: Ticket | undefined,
): Promise<Ticket | undefined> {
  const content = contentOf(file)
  const sameBytes = content === null ? [] : service.tickets.findOpenByContent(owner, content)
  for (const ticket of new Map([earlier, ...sameBytes].filter(isTicket).map((one) => [one.id, one])).values()) {
    if (isSameFile(ticket, file) && isSameRecord(ticket.announced, file) && (await isThere(service, ticket)))
      return ticket
  }
  return undefined
}

async function isThere(service: TicketService, { key, announced }: Ticket): Promise<boolean> {
  const object = await service.objects.look(key)
  if (object?.size !== announced.size) return false
  return !announced.digest || service.objects.hasDigest(key, object, announced.digest)
}

/** Renews the ticket of the same upload; for other bytes under the same idempotency key, revokes the old one. */
async function replaceTicket(
  service: TicketService,
  owner: string,
  file: AnnouncedFile,
  earlier: Ticket | undefined,
): Promise<Ticket> {
  if (earlier && isSameFile(earlier, file)) return earlier
  if (earlier) await abandonTicket(service, owner, earlier.id)
  return service.tickets.open(owner, file)
}

function isSameFile({ announced, content }: Ticket, file: AnnouncedFile): boolean {
  return content === contentOf(file) && announced.size === file.size && announced.type === file.type
}

/** Equal bytes with another name or other metadata are another file, so that the app's data is kept. */
function isSameRecord(one: Description, other: Description): boolean {
  return one.name === other.name && isDeepStrictEqual(one.metadata, other.metadata)
}

type Description = Pick<AnnouncedFile, 'name' | 'metadata'>

async function sign(
  service: TicketService,
  ticket: Ticket,
  { type, size, digest }: AnnouncedFile,
  sendWith: SendWith,
): Promise<IssuedTicket> {
  const { presigner, settings } = service
  const { id, key } = ticket
  if (sendWith === 'multipart') {
    await service.parts.open(ticket)
    return {
      kind: 'multipart',
      partSizeBytes: partSizeFor(size, settings.partSizeBytes),
      reference: id,
      partDigest: 'md5',
    }
  }
  const expiresInSeconds = settings.ticketExpiresInSeconds
  const object = { key, type, size, digest, expiresInSeconds }
  if (sendWith === 'put') {
    return { kind: 'put', ...(await presigner.put(object)), reference: id, expiresInSeconds }
  }
  const { url, fields } = await presigner.post(object)
  return { kind: 'post', url, fields: [...fields, ['file', '@file']], reference: id, expiresInSeconds }
}

function isTicket(ticket: Ticket | undefined): ticket is Ticket {
  return ticket !== undefined
}

function tooLarge(maxSizeBytes: number): Problem {
  return new Problem(413, { code: 'too-large', message: `Files may have ${formatBytes(maxSizeBytes)} at the most.` })
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte']

function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), byteUnits.length - 1)
  const format = { style: 'unit', unit: byteUnits[step] ?? 'byte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat('en', format).format(bytes / 1000 ** step)
}
