import { createHash } from 'node:crypto'
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
} from '../../src/server/storage/ObjectStore.ts'

interface StoredObject {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  readonly sha256: string | null
  readonly encoding?: string
}

/** What a URL of the store allows. */
type Grant = { readonly method: 'PUT' | 'POST' | 'GET' | 'PART'; readonly expiresAtMs: number } & Partial<PartToSend> &
  Partial<ObjectToSend>

/** A bucket in memory that holds what it signs, as a real one does. */
export class MemoryStore implements ObjectStore {
  readonly description = 'memory'
  readonly abilities: StorageAbilities
  readonly objects: Map<string, StoredObject> = new Map()
  readonly multiparts: Map<
    string,
    { readonly key: string; readonly type: string; readonly parts: Map<number, Uint8Array> }
  > = new Map()
  /** The names of the calls, in order. */
  readonly calls: string[] = []
  readonly #grants = new Map<string, Grant>()
  #count = 0

  constructor(abilities: Partial<StorageAbilities> = {}) {
    this.abilities = {
      putDigests: ['sha-256', 'md5'],
      postDigests: ['sha-256', 'md5'],
      partDigest: 'md5',
      takesForms: true,
      writesOnce: true,
      needsCopyGuard: false,
      ...abilities,
    }
  }

  async signPut(object: ObjectToSend): Promise<SignedRequest> {
    return {
      url: this.#grant({ method: 'PUT', ...object }, object.expiresInSeconds),
      headers: { 'content-type': object.type },
    }
  }

  async signPost(object: ObjectToSend): Promise<SignedForm> {
    return { url: this.#grant({ method: 'POST', ...object }, object.expiresInSeconds), fields: [['key', object.key]] }
  }

  async signPart(part: PartToSend): Promise<SignedRequest> {
    return { url: this.#grant({ method: 'PART', ...part }, part.expiresInSeconds), headers: {} }
  }

  async signGet({ key, expiresInSeconds, disposition, type }: ObjectToRead): Promise<string> {
    return `https://storage.test/${key}?${new URLSearchParams({ disposition, type, term: String(expiresInSeconds) })}`
  }

  /** Sends bytes with a URL; answers the status and the ETag as storage would. */
  send(url: string, body: string | Uint8Array): { readonly status: number; readonly etag: string } {
    const grant = this.#grants.get(url)
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body)
    if (!grant || grant.expiresAtMs < Date.now() || bytes.length !== grant.size) return { status: 403, etag: '' }
    if (grant.method === 'PART') {
      const upload = this.multiparts.get(grant.multipartId ?? '')
      upload?.parts.set(grant.number ?? 0, bytes)
      return { status: upload ? 200 : 404, etag: md5(bytes) }
    }
    const { key = '', digest, type = '', isUnconditional } = grant
    const isOnce = this.abilities.writesOnce && grant.method === 'PUT' && !isUnconditional
    if (isOnce && this.objects.has(key)) return { status: 412, etag: '' }
    const verified = grant.method === 'PUT' ? this.abilities.putDigests : this.abilities.postDigests
    const isVerified = digest !== undefined && verified.includes(digest.algorithm)
    if (isVerified && hash(digest.algorithm, bytes) !== digest.base64) return { status: 400, etag: '' }
    this.put(key, bytes, type, isVerified && digest.algorithm === 'sha-256')
    return { status: 200, etag: md5(bytes) }
  }

  /** Puts an object there by hand. */
  put(key: string, body: string | Uint8Array, type: string = 'text/plain', isVerified: boolean = false): void {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body)
    this.objects.set(key, { bytes, type, etag: md5(bytes), sha256: isVerified ? hash('sha-256', bytes) : null })
  }

  async head(key: string): Promise<ObjectFacts | null> {
    this.calls.push('head')
    const object = this.objects.get(key)
    if (!object) return null
    const { bytes, etag, type, sha256, encoding = null } = object
    return { size: bytes.length, etag, type, sha256, encoding }
  }

  async read(
    key: string,
    { etag, mostBytes }: BytesToRead = {},
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
    this.calls.push('read')
    const object = this.objects.get(key)
    return object && (etag === undefined || etag === object.etag)
      ? new Blob([object.bytes.subarray(0, mostBytes)]).stream()
      : null
  }

  async write(key: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<void> {
    this.put(key, bytes, type)
  }

  async copy({
    from,
    to,
    etag,
  }: {
    readonly from: string
    readonly to: string
    readonly etag: string
  }): Promise<CopyOutcome> {
    const object = this.objects.get(from)
    if (object?.etag !== etag) return 'source-changed'
    this.objects.set(to, object)
    return 'by-storage'
  }

  async remove(key: string): Promise<void> {
    this.objects.delete(key)
  }

  async startParts(key: string, type: string): Promise<string> {
    const id = `multipart-${(this.#count += 1)}`
    this.multiparts.set(id, { key, type, parts: new Map() })
    return id
  }

  async listParts(_key: string, multipartId: string): Promise<readonly StoredPart[] | null> {
    const upload = this.multiparts.get(multipartId)
    if (!upload) return null
    return Array.from(upload.parts, ([number, bytes]) => ({ number, size: bytes.length, etag: md5(bytes) }))
  }

  async joinParts(
    key: string,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'number' | 'etag'>[],
  ): Promise<'joined' | 'taken' | 'gone'> {
    const upload = this.multiparts.get(multipartId)
    if (!upload) return 'gone'
    if (this.objects.has(key)) return 'taken'
    const pieces = parts.map(({ number }) => upload.parts.get(number) ?? new Uint8Array())
    const bytes = new Uint8Array(Buffer.concat(pieces))
    this.objects.set(key, { bytes, type: upload.type, etag: `${md5(bytes)}-${parts.length}`, sha256: null })
    this.multiparts.delete(multipartId)
    return 'joined'
  }

  async abortParts(_key: string, multipartId: string): Promise<void> {
    this.multiparts.delete(multipartId)
  }

  async findMultipartUploads(key: string): Promise<readonly string[]> {
    return [...this.multiparts].filter(([, upload]) => upload.key === key).map(([id]) => id)
  }

  #grant(grant: Omit<Grant, 'expiresAtMs'>, expiresInSeconds: number): string {
    const url = `https://storage.test/${grant.key}?signature=${(this.#count += 1)}`
    this.#grants.set(url, { ...grant, expiresAtMs: Date.now() + expiresInSeconds * 1000 })
    return url
  }
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

function hash(algorithm: 'md5' | 'sha-256', bytes: Uint8Array): string {
  return createHash(algorithm === 'md5' ? 'md5' : 'sha256')
    .update(bytes)
    .digest('base64')
}
