import { signatures } from './signatures.js'
import { sniffMarkup } from './sniffMarkup.js'
import { sniffZip } from './zip.js'

/** No signature needs more. */
const signatureBytes = 512
/** The names of an archive's first entries stand further behind. */
const archiveBytes = 64 * 1024

/** The MIME type by a file's first bytes alone, whatever its name or declared type; undefined if they do not tell. */
export function sniffType(head: Uint8Array): string | undefined {
  // 'PK'
  const isArchive = head[0] === 0x50 && head[1] === 0x4b
  return isArchive ? sniffZip(toText(head.subarray(0, archiveBytes))) : sniffUnlessArchive(head)
}

/** The same without a look into archives, for whom they are all alike. */
export function sniffUnlessArchive(head: Uint8Array): string | undefined {
  const start = toText(head.subarray(0, signatureBytes))
  return signatures.find(([pattern]) => pattern.test(start))?.[1] ?? sniffMarkup(head)
}

/** Turns each byte into one character. */
function toText(bytes: Uint8Array): string {
  let text = ''
  for (let offset = 0; offset < bytes.length; offset += 4096) {
    // Spreading the bytes takes ten times as long.
    text += Reflect.apply(String.fromCharCode, String, bytes.subarray(offset, offset + 4096))
  }
  return text
}
