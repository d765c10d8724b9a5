import { createHash } from 'node:crypto'
import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { ObjectStore, ObjectToSend } from '../../../server/storage/ObjectStore.js'
import type { AnnouncedDigest } from '../../../server/uploads/AnnouncedFile.js'
import { createFinalKey, createObjectKey, createSortableId } from '../../../server/uploads/issue/objectKeys.js'

/** Stands in the keys of all objects of the check. */
export const probeOwner = 'coatcheck-check'

/** A small file that the check sends in all ways, and everything that it leaves in the bucket meanwhile. */
export class Probe {
  readonly type = 'text/plain'
  readonly bytes: Uint8Array<ArrayBuffer>
  /** As many, and others. */
  readonly otherBytes: Uint8Array<ArrayBuffer>
  /** The same, and one more. */
  readonly longerBytes: Uint8Array<ArrayBuffer>
  readonly #storage: ObjectStore
  readonly #keys = new Set<string>()
  readonly #parts = new Set<readonly [key: string, multipartId: string]>()

  constructor(storage: ObjectStore) {
    this.#storage = storage
    const text = `This object was written by "npx coatcheck check". It can be deleted. ${createSortableId()}`
    this.bytes = new TextEncoder().encode(text)
    this.otherBytes = new TextEncoder().encode(text.toUpperCase())
    this.longerBytes = new Uint8Array([...this.bytes, 0])
  }

  async newKey(isOverwritable: boolean): Promise<string> {
    const key = await createObjectKey(probeOwner, isOverwritable)
    this.#keys.add(key)
    return key
  }

  /** The key of a copy. */
  copyOf(key: string): string {
    const copy = createFinalKey(key)
    this.#keys.add(copy)
    return copy
  }

  /** Describes the probe as a ticket would. */
  async toObject(
    algorithm: DigestAlgorithm | null,
    isOverwritable: boolean = !this.#storage.abilities.writesOnce,
  ): Promise<ObjectToSend> {
    const { type, bytes } = this
    const key = await this.newKey(isOverwritable)
    const digest = algorithm === null ? undefined : this.digest(algorithm)
    return { key, type, size: bytes.length, digest, expiresInSeconds: 300 }
  }

  digest(algorithm: DigestAlgorithm): AnnouncedDigest {
    const hash = createHash(algorithm === 'md5' ? 'md5' : 'sha256').update(this.bytes)
    return { algorithm, base64: hash.digest('base64') }
  }

  async startParts(): Promise<{ readonly key: string; readonly multipartId: string }> {
    const key = await this.newKey(false)
    const multipartId = await this.#storage.startParts(key, this.type)
    this.#parts.add([key, multipartId])
    return { key, multipartId }
  }

  /** Removes everything, and returns the keys that could not be removed. */
  async cleanUp(): Promise<readonly string[]> {
    const left: string[] = []
    for (const [key, multipartId] of this.#parts) {
      await this.#storage.abortParts(key, multipartId).catch(() => left.push(key))
    }
    for (const key of this.#keys) {
      await this.#storage.remove(key).catch(() => left.push(key))
    }
    return left
  }
}
