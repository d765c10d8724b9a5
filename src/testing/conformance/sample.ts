import type { Inspection } from '../../contract/ports/inspector.js'
import type { Digest, DigestAlgorithm, ImageFacts } from '../../contract/fileFacts.js'

/**
 * Stands wherever an answer of the API gives access (a signature, a policy), and is the credential that every call is
 * made with: it must turn up in no error, event or reference.
 */
export const sentinel: string = 'sentinel-5ec2e7'

/** The one file that the suite sends, and everything that is known of it. */
export interface Sample {
  readonly name: string
  /** What the browser declares; it goes to the API. */
  readonly type: string
  /** What the bytes are said to be. */
  readonly sniffedType: string
  /** bytes */
  readonly size: number
  readonly md5: Digest
  readonly sha256: Digest
  readonly image: ImageFacts
}

/** Each byte once, so that none is lost to an encoding. */
const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)

/** For descriptions: what stands in the requests that an adapter makes for the sample. */
export const sample: Sample = {
  name: 'harbour é 📷 "1".jpg',
  type: 'image/jpeg',
  sniffedType: 'image/png',
  size: bytes.length,
  md5: { algorithm: 'md5', hex: 'e2c865db4162bed963bfaa9ef6ac18f0', base64: '4shl20Fivtljv6qe9qwY8A==' },
  sha256: {
    algorithm: 'sha-256',
    hex: '40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880',
    base64: 'QK/y6dLYki5Hr9RkjmlnSXFYeF+9Hahw5xECZr+USIA=',
  },
  image: { width: 40, height: 30, blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj' },
}

/** The sample as a file; under another name it is a second file with the same content. */
export function sampleFile(name: string = sample.name): File {
  return new File([bytes], name, { type: sample.type, lastModified: 0 })
}

/** What inspecting the sample finds. */
export function inspectSample(algorithm: DigestAlgorithm | null): Inspection {
  const { sniffedType, image, md5, sha256 } = sample
  if (algorithm === null) return { sniffedType, image }
  return { sniffedType, image, digest: algorithm === 'md5' ? md5 : sha256 }
}

/** Whether a body is the sample, byte for byte. */
export async function isSample(body: Blob): Promise<boolean> {
  const found = new Uint8Array(await body.arrayBuffer())
  return found.length === bytes.length && found.every((byte, index) => byte === bytes[index])
}
