import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * Creates the key of a new object. Nobody can guess it, and no part of it comes from the client: the owner comes from the
 * app, and is in the key only so that people find their way around the bucket.
 *
 * @param isOverwritable whether a URL will be signed that can write the object more than once. Its bytes then move to
 *   a key from `createFinalKey` before they are registered, and the prefix lets a lifecycle rule of the bucket expire the rest.
 */
export async function createObjectKey(owner: string, isOverwritable: boolean): Promise<string> {
  return `${isOverwritable ? incomingPrefix : ''}${await encodeOwner(owner)}/${createSortableId()}`
}

// No encoded owner begins like this: an underscore is followed by two hex digits, or by 'h' and 64 of them.
export const incomingPrefix = '_incoming/'

export function isOverwritable(key: string): boolean {
  return key.startsWith(incomingPrefix)
}

/**
 * The key to which an overwritable object is copied, another one each time. No URL is ever signed for writing it, and no
 * other confirm copies to it. Its name says nothing about the bytes: where a storage takes headers that are not signed, even
 * their ETag may have been chosen by whoever sent them.
 */
export function createFinalKey(key: string): string {
  return `${key.slice(incomingPrefix.length)}-${bytesToHex(takeRandom())}`
}

/**
 * The time, and 128 random bits. With the time in front, the indexes of the records grow at one end. Otherwise each new row
 * would change a page somewhere in each of them, and a server with SQLite would take half as long again.
 */
export function createSortableId(): string {
  return `${Date.now().toString(16).padStart(12, '0')}${bytesToHex(takeRandom())}`
}

const idBytes = 16
/** Asking for many random bytes takes hardly longer than asking for a few. */
const pool = new Uint8Array(idBytes * 64)
let poolLeft = 0

/** Each byte is given out once. */
function takeRandom(): Uint8Array {
  if (poolLeft === 0) {
    crypto.getRandomValues(pool)
    poolLeft = pool.length
  }
  poolLeft -= idBytes
  return pool.subarray(poolLeft, poolLeft + idBytes)
}

/** S3 takes keys of up to 1024 bytes, and the rest needs some of them. */
const longestOwner = 200

/** A segment of a key without slashes, dots and control characters, and a different one for each owner. */
async function encodeOwner(owner: string): Promise<string> {
  const encoder = new TextEncoder()
  const encoded = owner.replace(/[^A-Za-z0-9-]+/g, (part) =>
    Array.from(encoder.encode(part), (byte) => `_${bytesToHex(Uint8Array.of(byte))}`).join(''),
  )
  if (encoded.length <= longestOwner) return encoded
  return `_h${bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(owner))))}`
}
