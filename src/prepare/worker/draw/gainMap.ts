import { contentOf, findFurtherPictures, readSegments } from '../strip/jpegSegments.js'
import { latin1 } from '../strip/latin1.js'

const marks = /hdrgm:Version|hdrgainmap|urn:iso:std:iso:ts:21496/
/** In HEIC and AVIF, a picture that is made of another one and its gain map is an item of this type. */
const toneMapped = /tmap|hdrgainmap/
/** What tells of a gain map stands at its start. */
const startBytes = 64 * 1024

/**
 * Whether a picture has a gain map: a second picture that tells how much brighter than white each place is. Browsers
 * apply it to what they show, and not to what is drawn.
 * @see https://developer.android.com/media/platform/hdr-image-format
 */
export async function hasGainMap(file: Blob, head: Uint8Array, type: string): Promise<boolean> {
  if (type === 'image/avif' || type.startsWith('image/hei')) return toneMapped.test(latin1(head))
  if (type !== 'image/jpeg') return false
  for (const segment of readSegments(head)) {
    if (contentOf('gainMap', segment)) return true
    const xmp = contentOf('xmp', segment)
    if (xmp && marks.test(latin1(xmp))) return true
    const further = contentOf('multiPicture', segment)
    // oxlint-disable-next-line no-await-in-loop -- there is one such segment
    if (further && (await haveMarks(file, findFurtherPictures(head, further)))) return true
  }
  return false
}

async function haveMarks(file: Blob, starts: readonly number[]): Promise<boolean> {
  for (const start of starts) {
    // oxlint-disable-next-line no-await-in-loop -- there are one or two
    const bytes = new Uint8Array(await file.slice(start, start + startBytes).arrayBuffer())
    if (marks.test(latin1(bytes))) return true
  }
  return false
}
