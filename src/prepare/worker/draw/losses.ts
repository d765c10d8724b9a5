import type { PrepareNote } from '../../notes.js'
import { contentOf, findFurtherPictures, readSegments } from '../strip/jpegSegments.js'
import { latin1 } from '../strip/latin1.js'

const marks = /hdrgm:Version|hdrgainmap|urn:iso:std:iso:ts:21496/
/** In HEIC and AVIF, a picture that is made of another one and its gain map is an item of this type. */
const toneMapped = /tmap|hdrgainmap/
/** What tells of a gain map stands at its start. */
const startBytes = 64 * 1024

/** PQ and HLG reach beyond white. In ITU-T H.273, by which AVIF and PNG name the colours of a picture, they are 16 and 18. */
// oxlint-disable-next-line no-control-regex -- they are bytes
const brightColors = /colrnclx..\0[\x10\x12]|cICP.[\x10\x12]/s
/** How a film in an MP4 or QuickTime container starts. HEIC itself starts with the name of another brand. */
const film = /ftyp(?:mp4|iso|avc|3gp|qt )/

/**
 * What a picture loses when it is drawn again and, if it is a JPEG, when all its metadata is removed: HDR, and the short
 * video that phones append to a motion photo.
 * @see https://developer.android.com/media/platform/motion-photo-format
 */
export async function findLosses(file: Blob, head: Uint8Array, type: string): Promise<readonly PrepareNote[]> {
  const notes: PrepareNote[] = []
  const text = latin1(head)
  const isBright = /avif|hei|png/.test(type) && brightColors.test(text)
  if (isBright || (await hasGainMap(file, head, type))) notes.push('gain-map-lost')
  if (/jpeg|hei/.test(type) && film.test(text)) notes.push('film-lost')
  return notes
}

/**
 * Whether a picture has a gain map: a second picture that tells how much brighter than white each place is. Browsers
 * apply it to what they show, and not to what is drawn.
 * @see https://developer.android.com/media/platform/hdr-image-format
 */
async function hasGainMap(file: Blob, head: Uint8Array, type: string): Promise<boolean> {
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
