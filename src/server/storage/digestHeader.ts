import type { DigestAlgorithm } from '../../contract/fileFacts.js'

/** The name under which storage takes a digest in base64: of a header, and of a field of a form. */
export function digestHeader(algorithm: DigestAlgorithm): string {
  return algorithm === 'md5' ? 'content-md5' : 'x-amz-checksum-sha256'
}
