import type { Digest, DigestAlgorithm } from '../../../contract/fileFacts.js'

/** Spells a digest's bytes in the two ways that APIs use. */
export function describeDigest(algorithm: DigestAlgorithm, bytes: Uint8Array): Digest {
  return {
    algorithm,
    hex: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    base64: btoa(String.fromCharCode(...bytes)),
  }
}
