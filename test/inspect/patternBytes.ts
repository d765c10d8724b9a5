/** Creates bytes that repeat in no power of two, so that a chunk that is read twice or left out changes the digest. */
export function patternBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + (index >>> 8) * 7 + (index >>> 16)) % 251
  return bytes
}
