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

/** A file in Depot: the fields of every adapter, and one of the API's own. */
export interface DepotFile extends StoredFile {
  readonly shelf: string
}

export interface DepotBackendOptions extends HttpOptions {
  /** The URL of Depot's API, for example '/api/depot'. */
  readonly url: string
  /** Identifies the owner of the files without a secret, for example 'depot:tenant-7'. */
  readonly scope?: string
}

/** Creates a backend for Depot, which issues a slip for each file, takes the bytes by PUT, and returns the file for the slip. */
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
      // Depot reports a lack of space in this way. It is not a conflict that another attempt could resolve.
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

/** Reads a slip, or the file if Depot already has its bytes. */
function readSlip(answer: Unread): TicketAnswer<DepotFile> {
  if (answer['kept'] !== undefined) return { kind: 'existing', file: readKept(answer, 'kept') }
  const slip = readObject(answer['slip'], 'slip')
  const headers = readOptionalTexts(slip['headers'], 'slip.headers')
  return {
    kind: 'put',
    url: readText(slip['putTo'], 'slip.putTo'),
    ...(headers && { headers }),
    // Recovery stores the reference, so it contains what redeeming needs and nothing that gives access.
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
