import { signatures } from './signatures.js'
import { sniffMarkup } from './sniffMarkup.js'
import { sniffZip } from './zip.js'

/** No signature reaches further. */
const signatureBytes = 512
/** The names of an archive's first entries take longer. */
const archiveBytes = 64 * 1024

/** The MIME type that a file's first bytes give away, undefined if they say nothing. A name or a declared type plays no part. */
export function sniffType(head: Uint8Array): string | undefined {
  const start = toText(head.subarray(0, signatureBytes))
  const known = signatures.find(([pattern]) => pattern.test(start))?.[1]
  if (known) return known
  if (start.startsWith('PK')) return sniffZip(toText(head.subarray(0, archiveBytes)))
  return sniffMarkup(head)
}

/** One character for each byte. */
function toText(bytes: Uint8Array): string {
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += 4096) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + 4096))
  }
  return text
}
