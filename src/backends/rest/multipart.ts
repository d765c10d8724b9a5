import type { CallContext, Receipt } from '../../contract/backend.js'
import type { Json } from '../../contract/json.js'
import type { MultipartCalls } from '../../contract/multipart.js'
import {
  malformed,
  readAmount,
  readExactList,
  readList,
  readObject,
  readOptionalAmount,
  readOptionalText,
  readOptionalTexts,
  readText,
  type Unread,
} from '../http/shape.js'

/** Makes one call and returns the body of its answer. */
export type MakeCall = (label: string, path: string, context: CallContext, body: object) => Promise<unknown>

/** The calls for a multipart upload. @see docs/rest.openapi.yaml */
export function createMultipartCalls(call: MakeCall): MultipartCalls {
  return {
    async signParts(reference, parts, context) {
      const wanted = parts.map(({ number, size, digest }) => ({
        number,
        size,
        digest: digest && { algorithm: digest.algorithm, base64: digest.base64 },
      }))
      const body = { reference, parts: wanted }
      const answer = readObject(await call('the call for URLs of parts', '/multipart/sign', context, body), 'the top')
      const signed = readExactList(answer['parts'], parts.length, 'parts')
      return signed.map((part, index) => readSigned(readObject(part, `parts[${index}]`), `parts[${index}]`))
    },
    async listParts(reference, context) {
      return readListing(
        readObject(await call('the list of parts', '/multipart/list', context, { reference }), 'the top'),
      )
    },
    async complete(reference, parts, context) {
      const body = { reference, parts: parts.map(({ number, etag }) => ({ number, etag })) }
      const answer = await call('the call that joins the parts', '/multipart/complete', context, body)
      return readReceipt(readObject(answer, 'the top')['receipt'])
    },
    async abort(reference: Json, context: CallContext) {
      await call('the call that aborts the parts', '/multipart/abort', context, { reference })
    },
  }
}

function readSigned(part: Unread, place: string): Awaited<ReturnType<MultipartCalls['signParts']>>[number] {
  const headers = readOptionalTexts(part['headers'], `${place}.headers`)
  const expiresInSeconds = readOptionalAmount(part['expiresInSeconds'], `${place}.expiresInSeconds`)
  return {
    url: readText(part['url'], `${place}.url`),
    ...(headers && { headers }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
  }
}

function readListing(listing: Unread): Awaited<ReturnType<MultipartCalls['listParts']>> {
  switch (listing['kind']) {
    case 'open':
      return { kind: 'open', parts: readList(listing['parts'], 'parts').map(readStoredPart) }
    case 'completed':
      return { kind: 'completed', receipt: readReceipt(listing['receipt']) }
    case 'gone':
      return { kind: 'gone' }
    default:
      throw malformed('kind', "'open', 'completed' or 'gone'", listing['kind'])
  }
}

function readStoredPart(value: unknown, index: number): { number: number; size: number; etag: string } {
  const place = `parts[${index}]`
  const part = readObject(value, place)
  return {
    number: readAmount(part['number'], `${place}.number`),
    size: readAmount(part['size'], `${place}.size`),
    etag: readText(part['etag'], `${place}.etag`),
  }
}

function readReceipt(value: unknown): Receipt {
  const receipt = readObject(value, 'receipt')
  return {
    status: readAmount(receipt['status'], 'receipt.status'),
    etag: readOptionalText(receipt['etag'], 'receipt.etag') || null,
  }
}
