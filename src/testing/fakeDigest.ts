import type { Digest, DigestAlgorithm } from '../core/types.js'

/** Looks like a digest of its length and depends on every byte; says nothing to anyone who checks it. */
export function fakeDigest(bytes: Uint8Array, algorithm: DigestAlgorithm = 'md5'): Digest {
  const words = Array.from({ length: algorithm === 'md5' ? 4 : 8 }, (_, seed) => hashWord(bytes, seed))
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const pairs = hex.match(/../g) ?? []
  return { algorithm, hex, base64: btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16)))) }
}

/** FNV-1a */
function hashWord(bytes: Uint8Array, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
