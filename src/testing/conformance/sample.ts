import type { Inspection } from '../../contract/ports/inspector.js'
import type { Digest, DigestAlgorithm, ImageFacts } from '../../contract/fileFacts.js'

/**
 * Marks everything that gives access in the API's answers (a signature, a policy), and is the credential of every call.
 * It must not appear in any error, event or reference.
 */
export const sentinel: string = 'sentinel-5ec2e7'

/** The file that the suite sends, and everything that is known about it. */
export interface Sample {
  readonly name: string
  /** The type that the browser declares and the API gets. */
  readonly type: string
  /** The type that inspection reports. */
  readonly sniffedType: string
  /** bytes */
  readonly size: number
  readonly md5: Digest
  readonly sha256: Digest
  readonly image: ImageFacts
}

/** Every byte value once, so that a wrong encoding shows. */
const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)

/** For descriptions: the data of the sample in an adapter's requests. */
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

/** Creates the sample as a file. With another name it is a second file with the same content. */
export function sampleFile(name: string = sample.name): File {
  return new File([bytes], name, { type: sample.type, lastModified: 0 })
}

/** The result of inspecting the sample. */
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
