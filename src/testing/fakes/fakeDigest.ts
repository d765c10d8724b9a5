import type { Digest, DigestAlgorithm } from '../../contract/fileFacts.js'

/** Of a large file, only this much at each end is digested, because tests of large files are about other things. */
const sampleBytes = 32 * 1024

/** Has the length of a digest and depends on the bytes, but is not a real digest. */
export function fakeDigest(bytes: Uint8Array, algorithm: DigestAlgorithm = 'md5'): Digest {
  const words = Array.from({ length: algorithm === 'md5' ? 4 : 8 }, (_, seed) => hashWord(bytes, seed))
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const pairs = hex.match(/../g) ?? []
  return { algorithm, hex, base64: btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16)))) }
}

/** FNV-1a */
function hashWord(bytes: Uint8Array, seed: number): number {
  let hash = 0x811c9dc5 ^ seed ^ bytes.length
  const add = (some: Uint8Array): void => {
    for (const byte of some) hash = Math.imul(hash ^ byte, 0x01000193)
  }
  add(bytes.subarray(0, sampleBytes))
  add(bytes.subarray(Math.max(sampleBytes, bytes.length - sampleBytes)))
  return hash >>> 0
}
