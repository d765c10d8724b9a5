import {
  createHttpClient,
  type HttpOptions,
  joinUrl,
  readAmount,
  readList,
  readObject,
  readOptionalText,
  readOptionalTexts,
  readText,
  reasonsAgainstSinglePut,
  type Unread,
} from 'coatcheck/adapter'
import type { CallContext, Json, StoredFile, TicketAnswer, TicketRequest, UploadBackend } from 'coatcheck/core'

/** A file as Depot keeps it: what every adapter gives, and the API's own field. */
export interface DepotFile extends StoredFile {
  readonly shelf: string
}

export interface DepotBackendOptions extends HttpOptions {
  /** Where Depot's API is: '/api/depot'. */
  readonly url: string
  /** Whose files these are, without a secret: 'depot:tenant-7'. */
  readonly scope?: string
}

/** A backend that speaks Depot: a slip for each file, the bytes by PUT, and the slip redeemed for the file. */
export function createDepotBackend(options: DepotBackendOptions): UploadBackend<DepotFile> {
  const { url, scope } = options
  const client = createHttpClient(options)

  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    context: CallContext,
    body?: object,
  ): Promise<Unread> {
    const answer = await client.send({
      label: `${method} ${path.split('/')[1]}`,
      method,
      url: joinUrl(url, path),
      context,
      ...(body && { body, headers: { 'Idempotency-Key': context.idempotencyKey } }),
      // Depot's own way to say that there is no room: not a conflict that a second try could settle.
      readProblem: (status) => (status === 409 ? { code: 'too-large' } : undefined),
    })
    return answer.status === 204 ? {} : readObject(answer.body, 'the top')
  }

  return {
    name: 'depot',
    ...(scope !== undefined && { scope }),
    digest: 'sha-256',
    sharesFiles: true,
    confirmIsIdempotent: true,
    check: reasonsAgainstSinglePut,
    async requestTicket(request, context) {
      return readSlip(await call('POST', '/slips', context, writeRequest(request)))
    },
    async confirm({ reference }, context) {
      return readKept(await call('POST', `/slips/${slipOf(reference)}/redeem`, context, {}), 'kept')
    },
    async abandon(reference, context) {
      await call('DELETE', `/slips/${slipOf(reference)}`, context)
    },
    async get(id, context) {
      return readKept(await call('GET', `/files/${encodeURIComponent(id)}`, context), 'kept')
    },
    async list({ cursor, limit }, context) {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== null && { after: cursor }) })
      const { files, after } = await call('GET', `/files?${query.toString()}`, context)
      return {
        files: readList(files, 'files').map((kept, index) => readKept({ kept }, `files[${index}]`)),
        nextCursor: readOptionalText(after, 'after') ?? null,
      }
    },
  }
}

function writeRequest({ name, type, size, digest, metadata }: TicketRequest): object {
  return { name, type, bytes: size, labels: metadata, ...(digest && { sha256: digest.base64 }) }
}

/** A slip to send with, or the file, where Depot has these bytes already. */
function readSlip(answer: Unread): TicketAnswer<DepotFile> {
  if (answer['kept'] !== undefined) return { kind: 'existing', file: readKept(answer, 'kept') }
  const slip = readObject(answer['slip'], 'slip')
  const headers = readOptionalTexts(slip['headers'], 'slip.headers')
  return {
    kind: 'put',
    url: readText(slip['putTo'], 'slip.putTo'),
    ...(headers && { headers }),
    // All that redeeming needs, and nothing that gives access: this is what is kept across a reload.
    reference: { slip: readText(slip['id'], 'slip.id') },
    expiresInSeconds: readAmount(slip['secondsLeft'], 'slip.secondsLeft'),
  }
}

function slipOf(reference: Json): string {
  return encodeURIComponent(readText(readObject(reference, 'the reference')['slip'], 'its slip'))
}

function readKept({ kept }: Unread, place: string): DepotFile {
  const { id, name, link, linkSeconds, shelf } = readObject(kept, place)
  return {
    id: readText(id, `${place}.id`),
    name: readText(name, `${place}.name`),
    url: readText(link, `${place}.link`),
    urlExpiresInSeconds: readAmount(linkSeconds, `${place}.linkSeconds`),
    shelf: readText(shelf, `${place}.shelf`),
  }
}
