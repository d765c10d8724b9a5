import { canonicalType } from '../../../src/shared/mime/canonicalType.ts'

/** The first bytes of types that are recognisable by them. */
const signatures: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['ffd8ff'],
  'image/png': ['89504e470d0a1a0a'],
  'image/gif': ['474946383761', '474946383961'],
  'image/webp': ['52494646'],
  'application/pdf': ['255044462d'],
  'application/zip': ['504b0304', '504b0506'],
}

/** Whether the bytes may be of a type. Types without a signature are accepted unless the bytes have another signature. */
export function isOfType(head: Uint8Array, declared: string): boolean {
  // 'IMAGE/PNG' and 'image/png; a=b' are the same type to browsers.
  const type = canonicalType(declared)
  const own = signatures[type]
  if (own) return own.some((signature) => startsWith(head, signature))
  const isPictureOrVideo = /^(image|video|audio)\//.test(type)
  return (
    !isPictureOrVideo ||
    !Object.values(signatures)
      .flat()
      .some((signature) => startsWith(head, signature))
  )
}

function startsWith(head: Uint8Array, hex: string): boolean {
  return Buffer.from(head.subarray(0, hex.length / 2)).toString('hex') === hex
}
