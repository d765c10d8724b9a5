import type { HeaderReader } from './HeaderReader.js'
import type { VideoHeader } from './readVideoHeader.js'

/** A box of the file: from the end of its own header to the start of the next box. */
interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

type Size = Pick<VideoHeader, 'width' | 'height'>

interface Track extends Size {
  /** A track that is not enabled is a list of chapters, for example. */
  readonly isEnabled: boolean
}

/**
 * Reads MP4, QuickTime and 3GP. Only headers are read, and the pictures before or after them are passed over.
 * @see https://developer.apple.com/documentation/quicktime-file-format
 */
export async function readMp4Header(reader: HeaderReader): Promise<VideoHeader | undefined> {
  const movie = await findBox(reader, { start: 0, end: reader.sizeBytes }, 'moov')
  if (!movie) return undefined
  let size: Track | undefined
  let time = { scale: 0, duration: 0 }
  for await (const box of readBoxes(reader, movie)) {
    if (box.type === 'mvhd') time = await readMovieHeader(reader, box)
    // In a file of fragments the movie header says 0.
    if (box.type === 'mvex') time = { ...time, duration: (await readFragmentDuration(reader, box)) ?? time.duration }
    if (box.type === 'trak' && !size?.isEnabled) size = (await readTrack(reader, box)) ?? size
  }
  return size && { width: size.width, height: size.height, durationSeconds: time.duration / time.scale }
}

async function findBox(reader: HeaderReader, range: Omit<Box, 'type'>, type: string): Promise<Box | undefined> {
  for await (const box of readBoxes(reader, range)) if (box.type === type) return box
  return undefined
}

async function* readBoxes(reader: HeaderReader, { start, end }: Omit<Box, 'type'>): AsyncGenerator<Box> {
  let offset = start
  while (offset + 8 <= end) {
    const view = await reader.viewAt(offset)
    const type = readCode(view, 4)
    const [length, headerBytes] = readLength(view, end - offset)
    // What claims to be shorter than its own header is no box.
    if (length < headerBytes) return
    const next = Math.min(end, offset + length)
    yield { type, start: offset + headerBytes, end: next }
    offset = next
  }
}

/** The length of a box with its header, and of the header alone. */
function readLength(view: DataView, left: number): readonly [length: number, headerBytes: number] {
  const length = view.getUint32(0)
  if (length === 0) return [left, 8] // as far as the file reaches
  return length === 1 ? [Number(view.getBigUint64(8)), 16] : [length, 8]
}

/** Version 1 of a box has 64 bits for each time, so everything behind them stands further back. */
async function readMovieHeader(reader: HeaderReader, { start }: Box): Promise<{ scale: number; duration: number }> {
  const view = await reader.viewAt(start)
  const isLong = view.getUint8(0) === 1
  const scale = view.getUint32(isLong ? 20 : 12)
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16)
  const isUnknown = duration >= (isLong ? 2 ** 63 : 0xffffffff)
  return { scale, duration: isUnknown ? 0 : duration }
}

async function readFragmentDuration(reader: HeaderReader, fragments: Box): Promise<number | undefined> {
  const box = await findBox(reader, fragments, 'mehd')
  if (!box) return undefined
  const view = await reader.viewAt(box.start)
  return view.getUint8(0) === 1 ? Number(view.getBigUint64(4)) : view.getUint32(4)
}

/** Undefined for a track of sound, text or anything else but pictures. */
async function readTrack(reader: HeaderReader, track: Box): Promise<Track | undefined> {
  const header = await findBox(reader, track, 'tkhd')
  const media = await findBox(reader, track, 'mdia')
  const handler = media && (await findBox(reader, media, 'hdlr'))
  if (!header || !handler || readCode(await reader.viewAt(handler.start), 8) !== 'vide') return undefined
  const view = await reader.viewAt(header.start)
  const afterTimes = view.getUint8(0) === 1 ? 52 : 40
  const shown = {
    width: Math.round(view.getUint32(afterTimes + 36) / 0x10000),
    height: Math.round(view.getUint32(afterTimes + 40) / 0x10000),
  }
  const { width, height } = shown.width * shown.height === 0 ? await readSampleSize(reader, media) : shown
  const isEnabled = (view.getUint8(3) & 1) === 1
  // A rotation by 90° or 270° has nothing on the diagonal of its matrix.
  const isTurned = view.getInt32(afterTimes) === 0 && view.getInt32(afterTimes + 16) === 0
  return isTurned ? { width: height, height: width, isEnabled } : { width, height, isEnabled }
}

/** The size of the encoded pictures, for a track whose header leaves it out. */
async function readSampleSize(reader: HeaderReader, media: Box): Promise<Size> {
  let box: Box | undefined = media
  for (const type of ['minf', 'stbl', 'stsd']) box = box && (await findBox(reader, box, type))
  if (!box) return { width: 0, height: 0 }
  // Behind the number of descriptions, the first one begins.
  const view = await reader.viewAt(box.start)
  return { width: view.getUint16(8 + 32), height: view.getUint16(8 + 34) }
}

function readCode(view: DataView, offset: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, 4))
}
