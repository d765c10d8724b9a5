import { readBareEtag } from '../../shared/storage/readBareEtag.js'
import type { AnnouncedDigest } from '../uploads/AnnouncedFile.js'
import type { BucketAddress } from './BucketAddress.js'
import type {
  BytesToRead,
  CopyOutcome,
  ObjectFacts,
  ObjectStore,
  ObjectToRead,
  ObjectToSend,
  PartToSend,
  SignedForm,
  SignedRequest,
  StorageAbilities,
  StoredPart,
} from './ObjectStore.js'
import { Turns } from '../shared/Turns.js'
import { copyThrough } from './copyThrough.js'
import { digestHeader } from './digestHeader.js'
import type { S3Provider } from './providers.js'
import type { S3Answer, S3Client } from './S3Client.js'
import { encodeKey, encodeUri } from './signing/encodeUri.js'
import type { S3Credentials, SignatureV4 } from './signing/SignatureV4.js'
import { StorageError } from './StorageError.js'
import { childrenOf, escapeXml, textOf, type XmlElement } from './xml/readXml.js'

/** Which bucket it is, for checks. */
export interface BucketPlace {
  readonly provider: S3Provider
  readonly bucket: string
  readonly region: string
  /** The URL that the server itself uses, without the bucket. */
  readonly endpoint: string
}

export interface S3StoreParts {
  readonly description: string
  readonly place: BucketPlace
  readonly abilities: StorageAbilities
  /** Where browsers find the bucket. */
  readonly address: BucketAddress
  readonly signature: SignatureV4
  readonly credentials: () => S3Credentials | Promise<S3Credentials>
  readonly client: S3Client
}

/** A bucket behind S3's protocol. */
export class S3Store implements ObjectStore {
  readonly description: string
  readonly abilities: StorageAbilities
  readonly client: S3Client
  readonly place: BucketPlace
  /** Those through the server: one at a time, because each holds two parts, and shared by confirms of the same upload. */
  readonly #copies = new Turns()
  readonly #parts: S3StoreParts

  constructor(parts: S3StoreParts) {
    this.description = parts.description
    this.abilities = parts.abilities
    this.client = parts.client
    this.place = parts.place
    this.#parts = parts
  }

  async signPut(object: ObjectToSend): Promise<SignedRequest> {
    const { key, type, size, digest, expiresInSeconds, isUnconditional = false } = object
    const { putDigests, writesOnce, needsCopyGuard } = this.abilities
    const headers = {
      'content-type': type,
      ...digestHeaders(digest, putDigests),
      ...(writesOnce && !isUnconditional && onlyNew),
      ...(needsCopyGuard && noCopy),
    }
    return { url: await this.#presign('PUT', key, { headers, size, expiresInSeconds }), headers }
  }

  async signPart({ key, multipartId, number, size, digest, expiresInSeconds }: PartToSend): Promise<SignedRequest> {
    const { partDigest, needsCopyGuard } = this.abilities
    const headers = {
      ...digestHeaders(digest, partDigest === null ? [] : [partDigest]),
      ...(needsCopyGuard && noCopy),
    }
    const query = { partNumber: String(number), uploadId: multipartId }
    return { url: await this.#presign('PUT', key, { headers, query, size, expiresInSeconds }), headers }
  }

  async signPost({ key, type, size, digest, expiresInSeconds }: ObjectToSend): Promise<SignedForm> {
    const { place, address, signature, credentials } = this.#parts
    requireExactKey(key)
    // S3 would put the name of the sent file in its place.
    if (key.includes('${filename}')) throw new TypeError('A key for a form must not contain ${filename}.')
    const nowMs = Date.now()
    const fields = Object.entries({
      bucket: place.bucket,
      key,
      'Content-Type': type,
      ...digestHeaders(digest, this.abilities.postDigests),
    })
    const signed = signature.signForm(await credentials(), nowMs, (claim) =>
      JSON.stringify({
        expiration: new Date(nowMs + expiresInSeconds * 1000).toISOString(),
        conditions: [
          ...[...fields, ...claim].map(([name, value]) => ({ [name]: value })),
          ['content-length-range', size, size],
        ],
      }),
    )
    return { url: address.toUrl(address.path), fields: [...fields, ...signed] }
  }

  async signGet({ key, expiresInSeconds, signedAtMs, disposition, type }: ObjectToRead): Promise<string> {
    const query = { 'response-content-disposition': disposition, 'response-content-type': type }
    return this.#presign('GET', key, { query, expiresInSeconds, signedAtMs })
  }

  async head(key: string): Promise<ObjectFacts | null> {
    const operation = 'HeadObject'
    const answer = await this.client.call({
      operation,
      method: 'HEAD',
      key,
      // Providers without SHA-256 may refuse a header that they do not know.
      ...(this.abilities.putDigests.includes('sha-256') && { headers: { 'x-amz-checksum-mode': 'ENABLED' } }),
      expected: ['missing'],
    })
    if (answer === 'missing') return null
    const { headers } = answer
    const size = Number(headers.get('content-length') ?? Number.NaN)
    const etag = readBareEtag(headers.get('etag'))
    // A proxy that leaves them out must not have an object taken for a wrong one.
    if (!Number.isSafeInteger(size) || etag === null) return unreadable(operation)
    const sha256 = headers.get(digestHeader('sha-256'))
    return {
      size,
      etag,
      type: headers.get('content-type'),
      encoding: headers.get('content-encoding') || null,
      // That of an object of parts is one over the digests of its parts, and ends with their number.
      sha256: sha256?.includes('-') ? null : sha256,
    }
  }

  async read(key: string, { etag, mostBytes }: BytesToRead = {}): Promise<ReadableStream<Uint8Array> | null> {
    const answer = await this.client.open({
      operation: 'GetObject',
      method: 'GET',
      key,
      ...(mostBytes !== undefined && { headers: { range: `bytes=0-${mostBytes - 1}` } }),
      // An empty object has no range.
      expected: ['missing', 'out-of-range'],
    })
    if (answer === 'missing') return null
    if (answer === 'out-of-range') return emptyStream()
    // Compared here, because not every provider is known to take a condition for reading.
    if (etag !== undefined && readBareEtag(answer.headers.get('etag')) !== etag) {
      await answer.body?.cancel()
      return null
    }
    return answer.body ?? emptyStream()
  }

  async write(key: string, bytes: Uint8Array, type: string): Promise<void> {
    requireExactKey(key)
    await this.client.call({
      operation: 'PutObject',
      method: 'PUT',
      key,
      headers: { 'content-type': type },
      body: bytes,
    })
  }

  async copy(wanted: { from: string; to: string; etag: string }): Promise<CopyOutcome> {
    const { from, to, etag } = wanted
    requireExactKey(to)
    const answer = await this.client.call({
      operation: 'CopyObject',
      method: 'PUT',
      key: to,
      headers: {
        'x-amz-copy-source': `/${encodeUri(this.place.bucket)}/${encodeKey(from)}`,
        'x-amz-copy-source-if-match': `"${etag}"`,
      },
      expected: ['missing', 'unmet', 'unsupported'],
    })
    if (answer !== 'unsupported') return typeof answer === 'object' ? 'by-storage' : 'source-changed'
    const isCopied = await this.#copies.take('', to, () => copyThrough(this, this.client, wanted))
    return isCopied ? 'by-server' : 'source-changed'
  }

  async remove(key: string): Promise<void> {
    await this.client.call({ operation: 'DeleteObject', method: 'DELETE', key, expected: ['missing'] })
  }

  async startParts(key: string, type: string): Promise<string> {
    requireExactKey(key)
    const operation = 'CreateMultipartUpload'
    const headers = { 'content-type': type }
    const answer = await this.client.call({ operation, method: 'POST', key, query: { uploads: '' }, headers })
    return textOf(requireXml(operation, answer), 'UploadId') || unreadable(operation)
  }

  async listParts(key: string, multipartId: string): Promise<readonly StoredPart[] | null> {
    const operation = 'ListParts'
    const parts: StoredPart[] = []
    for (let marker = ''; ;) {
      const query = { uploadId: multipartId, ...(marker && { 'part-number-marker': marker }) }
      const answer = await this.client.call({ operation, method: 'GET', key, query, expected: ['missing'] })
      if (answer === 'missing') return null
      const xml = requireXml(operation, answer)
      parts.push(...childrenOf(xml, 'Part').map(toPart))
      const next = textOf(xml, 'NextPartNumberMarker') ?? ''
      if (!hasMore(xml) || next === marker || next === '') return parts
      marker = next
    }
  }

  async joinParts(
    key: string,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'number' | 'etag'>[],
  ): Promise<'joined' | 'taken' | 'gone'> {
    const { writesOnce } = this.abilities
    if (!writesOnce && (await this.head(key))) return 'taken'
    const list = parts.map(
      ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>"${escapeXml(etag)}"</ETag></Part>`,
    )
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`
    const answer = await this.client.call({
      operation: 'CompleteMultipartUpload',
      method: 'POST',
      key,
      query: { uploadId: multipartId },
      headers: { 'content-type': 'application/xml', ...(writesOnce && onlyNew) },
      body: new TextEncoder().encode(body),
      expected: ['missing', 'unmet'],
    })
    if (answer === 'unmet') return 'taken'
    return answer === 'missing' ? 'gone' : 'joined'
  }

  async abortParts(key: string, multipartId: string): Promise<void> {
    const query = { uploadId: multipartId }
    await this.client.call({ operation: 'AbortMultipartUpload', method: 'DELETE', key, query, expected: ['missing'] })
  }

  async findMultipartUploads(key: string): Promise<readonly string[]> {
    const operation = 'ListMultipartUploads'
    const ids: string[] = []
    for (let markers: Readonly<Record<string, string>> = {}; ;) {
      // MinIO answers only if the prefix is a whole key; others list what begins with it as well.
      const query = { uploads: '', prefix: key, 'encoding-type': 'url', ...markers }
      const answer = await this.client.call({ operation, method: 'GET', query })
      const xml = requireXml(operation, answer)
      const decode = textOf(xml, 'EncodingType') === 'url' ? decodeListed : asIs
      for (const upload of childrenOf(xml, 'Upload')) {
        const id = textOf(upload, 'UploadId')
        if (id && decode(textOf(upload, 'Key') ?? '') === key) ids.push(id)
      }
      const nextKey = decode(textOf(xml, 'NextKeyMarker') ?? '')
      const nextId = textOf(xml, 'NextUploadIdMarker') ?? ''
      const isStuck = nextKey === (markers['key-marker'] ?? '') && nextId === (markers['upload-id-marker'] ?? '')
      // Keys are in order, and the key itself is the first of all that begin with it.
      if (!hasMore(xml) || isStuck || nextKey !== key) return ids
      markers = { 'key-marker': nextKey, 'upload-id-marker': nextId }
    }
  }

  /** The size is signed, and left to the browser to send. */
  async #presign(method: string, key: string, options: PresignOptions): Promise<string> {
    const { address, signature, credentials } = this.#parts
    const { headers, query = {}, size, expiresInSeconds, signedAtMs = Date.now() } = options
    requireExactKey(key)
    const path = address.pathOf(key)
    const signed = { ...headers, ...(size !== undefined && { 'content-length': String(size) }) }
    const request = { method, host: address.host, path, query, headers: signed }
    return address.toUrl(path, signature.presign(request, await credentials(), signedAtMs, expiresInSeconds))
  }
}

interface PresignOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly size?: number
  readonly expiresInSeconds: number
  readonly signedAtMs?: number
}

const onlyNew = { 'if-none-match': '*' } as const

/** No object has this ETag, so the request cannot be made one for copying. Without a source, the header says nothing. */
const noCopy = { 'x-amz-copy-source-if-match': '"none"' } as const

/** For headers and for the fields of a form. A digest counts only there: storage ignores it in a query. */
function digestHeaders(
  digest: AnnouncedDigest | undefined,
  verified: readonly AnnouncedDigest['algorithm'][],
): Record<string, string> {
  if (!digest || !verified.includes(digest.algorithm)) return {}
  return { [digestHeader(digest.algorithm)]: digest.base64 }
}

/** URLs lose these steps, so that the signature would be one for another key. */
function requireExactKey(key: string): void {
  if (key === '' || key.split('/').some((step) => step === '.' || step === '..')) {
    throw new TypeError("A key must not be empty, and must not have a step that is '.' or '..'.")
  }
}

function toPart(xml: XmlElement): StoredPart {
  return {
    number: Number(textOf(xml, 'PartNumber')),
    size: Number(textOf(xml, 'Size')),
    etag: readBareEtag(textOf(xml, 'ETag')) ?? '',
  }
}

function hasMore(xml: XmlElement): boolean {
  return textOf(xml, 'IsTruncated') === 'true'
}

function asIs(text: string): string {
  return text
}

/** Listings escape keys as forms do. */
function decodeListed(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

function requireXml(operation: string, answer: S3Answer): XmlElement {
  return answer.xml ?? unreadable(operation)
}

function unreadable(operation: string): never {
  throw new StorageError(
    operation,
    { status: 200, code: null },
    'That is not what S3 sends: check the endpoint, and any proxy in front of it.',
  )
}

function emptyStream(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() })
}
