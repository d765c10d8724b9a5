import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import type { AnnouncedDigest } from '../uploads/AnnouncedFile.js'

/** How an object was copied, or why not. See {@link ObjectStore.copy}. */
export type CopyOutcome = 'by-storage' | 'by-server' | 'source-changed'

/** A bucket: it signs what browsers send to it, and does what the server asks of it. */
export interface ObjectStore {
  /** Names the bucket and its address for people, without a secret. */
  readonly description: string
  readonly abilities: StorageAbilities

  /** Signs a PUT of exactly this object. */
  signPut(object: ObjectToSend): Promise<SignedRequest>
  /** Signs a form for exactly this object, at the bucket's own URL, so that one preflight serves many files. */
  signPost(object: ObjectToSend): Promise<SignedForm>
  /** Signs a PUT of one part. */
  signPart(part: PartToSend): Promise<SignedRequest>
  /** Signs a URL for reading. */
  signGet(object: ObjectToRead): Promise<string>

  /** Looks at an object; null if there is none. */
  head(key: string): Promise<ObjectFacts | null>
  /** The bytes from the start; null if there is no such object, or it is not the one that is wanted. */
  read(key: string, wanted?: BytesToRead): Promise<ReadableStream<Uint8Array> | null>
  /** Writes a small object of the server's own. */
  write(key: string, bytes: Uint8Array, type: string): Promise<void>
  /**
   * Copies an object inside the bucket if it still has this ETag. `by-server`: storage has no copy of its own, so the object
   * was read and written. `source-changed`: it is gone or has another ETag, and nothing was copied.
   */
  copy(object: { readonly from: string; readonly to: string; readonly etag: string }): Promise<CopyOutcome>
  /** Deleting what does not exist succeeds. */
  remove(key: string): Promise<void>

  /** Starts a multipart upload and answers its id. */
  startParts(key: string, type: string): Promise<string>
  /** The parts that have arrived; null if there is no such upload, or it has ended. */
  listParts(key: string, multipartId: string): Promise<readonly StoredPart[] | null>
  /**
   * Completes a multipart upload. `taken`: the key has an object already. `gone`: there is no such upload. In both cases
   * an earlier call whose answer was lost may have joined the parts, so `head` has to tell what the key has now.
   */
  joinParts(
    key: string,
    multipartId: string,
    parts: readonly Pick<StoredPart, 'number' | 'etag'>[],
  ): Promise<'joined' | 'taken' | 'gone'>
  /** Aborting what does not exist succeeds. */
  abortParts(key: string, multipartId: string): Promise<void>
  /** The ids of all multipart uploads of exactly this key that have not ended. */
  findMultipartUploads(key: string): Promise<readonly string[]>
}

/** What a provider checks when it is signed. */
export interface StorageAbilities {
  /** The digests of a whole object that it verifies on PUT, and on POST. */
  readonly putDigests: readonly DigestAlgorithm[]
  readonly postDigests: readonly DigestAlgorithm[]
  /** The digest of a part that it verifies; null: none. */
  readonly partDigest: DigestAlgorithm | null
  /** Whether it takes forms. */
  readonly takesForms: boolean
  /** Whether `If-None-Match: *` on PUT and on completing parts keeps an object from being overwritten. */
  readonly writesOnce: boolean
  /**
   * Whether a PUT has to be signed with a condition that no copy meets. S3 refuses `x-amz-` headers that are not signed; a
   * storage that does not would let a page add `x-amz-copy-source`, and copy what it may not read.
   */
  readonly needsCopyGuard: boolean
}

/** The only object that may be sent, because everything here is signed. */
export interface ObjectToSend {
  readonly key: string
  /** MIME type */
  readonly type: string
  /** bytes */
  readonly size: number
  /** Signed where storage verifies this algorithm. */
  readonly digest?: AnnouncedDigest | undefined
  /** Whether a PUT is signed without `If-None-Match`, for protocols that do not name it. @default false */
  readonly isUnconditional?: boolean
  readonly expiresInSeconds: number
}

/** The only part that may be sent. */
export interface PartToSend {
  readonly key: string
  readonly multipartId: string
  /** from 1 */
  readonly number: number
  /** bytes */
  readonly size: number
  readonly digest?: AnnouncedDigest | undefined
  readonly expiresInSeconds: number
}

/** An object that somebody may read, and how storage has to serve it. */
export interface ObjectToRead {
  readonly key: string
  readonly expiresInSeconds: number
  /** When the term begins; a repeated time gives the same URL, so that browsers find it in their cache. */
  readonly signedAtMs: number
  /** The Content-Disposition of the answer. */
  readonly disposition: string
  /** The Content-Type of the answer. */
  readonly type: string
}

/** A PUT that storage takes. */
export interface SignedRequest {
  readonly url: string
  /** They are part of the signature, so the client has to send all of them. */
  readonly headers: Readonly<Record<string, string>>
}

/** A form that storage takes. */
export interface SignedForm {
  readonly url: string
  /** Without the file, which comes last. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** What storage reports of an object. */
export interface ObjectFacts {
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
  readonly type: string | null
  /** Content-Encoding. null: the bytes are the content. */
  readonly encoding: string | null
  /** base64 of the whole object, if storage verified one when it was sent */
  readonly sha256: string | null
}

/** Which bytes the server itself reads. */
export interface BytesToRead {
  /**
   * The ETag that the object must have: whoever holds a URL that can overwrite it may put other bytes there to be read, and
   * take them back. @default any
   */
  readonly etag?: string
  /** @default all */
  readonly mostBytes?: number
}

/** A part that has arrived. */
export interface StoredPart {
  /** from 1 */
  readonly number: number
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
}
