import type { Digest, DigestAlgorithm } from '../../../contract/fileFacts.js'

/** Spells a digest's bytes in the two ways that APIs use. */
export function describeDigest(algorithm: DigestAlgorithm, bytes: Uint8Array): Digest {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return { algorithm, hex, base64: btoa(String.fromCharCode(...bytes)) }
}
