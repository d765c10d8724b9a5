import type { HeaderReader } from './HeaderReader.js'
import type { VideoHeader } from './readVideoHeader.js'

/** An element of the file: from the end of its own header to the start of the next one. */
interface Element {
  readonly id: number
  readonly start: number
  readonly end: number
  readonly isEndless: boolean
}

/** The ids of the elements on the way to size and duration. @see https://www.matroska.org/technical/elements.html */
const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  displayWidth: 0x54b0,
  displayHeight: 0x54ba,
  displayUnit: 0x54b2,
  projection: 0x7670,
  roll: 0x7675,
} as const

/** Reads WebM and Matroska. Only headers are read, and clusters of pictures are passed over. */
export async function readMatroskaHeader(reader: HeaderReader): Promise<VideoHeader | undefined> {
  let segment: Element | undefined
  for await (const element of readElements(reader, { start: 0, end: reader.sizeBytes })) {
    if (element.id === ids.segment) segment = element
    if (segment) break
  }
  let durationSeconds = 0
  let size: VideoHeader | undefined
  for await (const element of segment ? readElements(reader, segment) : []) {
    if (element.id === ids.info) durationSeconds = await readDuration(reader, element)
    if (element.id === ids.tracks) size = await readTracks(reader, element)
    // Both usually stand in front, and the clusters of a recording have no length to pass over.
    if ((size && durationSeconds) || element.isEndless) break
  }
  return size && { ...size, durationSeconds }
}

async function* readElements(
  reader: HeaderReader,
  { start, end }: Pick<Element, 'start' | 'end'>,
): AsyncGenerator<Element> {
  let offset = start
  while (offset + 2 <= end) {
    const view = await reader.viewAt(offset)
    const idBytes = lengthOf(view, 0)
    const sizeBytes = lengthOf(view, idBytes)
    if (idBytes > 4 || sizeBytes > 8) return
    const marker = 2 ** (7 * sizeBytes)
    const length = readNumber(view, idBytes, sizeBytes) - marker
    const isEndless = length === marker - 1
    const first = offset + idBytes + sizeBytes
    const next = isEndless ? end : Math.min(end, first + length)
    yield { id: readNumber(view, 0, idBytes), start: first, end: next, isEndless }
    offset = next
  }
}

/** How many bytes a number has: one more than there are zeros before its first bit. */
function lengthOf(view: DataView, offset: number): number {
  return Math.clz32(view.getUint8(offset)) - 23
}

/** Precise enough for lengths and pixels. */
function readNumber(view: DataView, offset: number, bytes: number): number {
  let number = 0
  for (let at = offset; at < offset + bytes; at++) number = number * 256 + view.getUint8(at)
  return number
}

async function readDuration(reader: HeaderReader, info: Element): Promise<number> {
  let scale = 1_000_000
  let duration = 0
  for await (const { id, start, end } of readElements(reader, info)) {
    const view = await reader.viewAt(start)
    if (id === ids.timestampScale) scale = readNumber(view, 0, Math.min(8, end - start))
    if (id === ids.duration) duration = readFloat(view, end - start)
  }
  return (duration * scale) / 1_000_000_000
}

/** The size of the first track that has pictures. */
async function readTracks(reader: HeaderReader, tracks: Element): Promise<VideoHeader | undefined> {
  for await (const track of readElements(reader, tracks)) {
    if (track.id !== ids.trackEntry) continue
    for await (const element of readElements(reader, track)) {
      if (element.id === ids.video) return readSize(reader, element)
    }
  }
  return undefined
}

/** The size as it is displayed. If its unit is not pixels, it is only a ratio, and the encoded size counts. */
async function readSize(reader: HeaderReader, video: Element): Promise<VideoHeader> {
  const fields = new Map<number, number>()
  let isTurned = false
  for await (const element of readElements(reader, video)) {
    fields.set(element.id, readNumber(await reader.viewAt(element.start), 0, Math.min(8, element.end - element.start)))
    if (element.id === ids.projection) isTurned = await readTurn(reader, element)
  }
  const isInPixels = !fields.get(ids.displayUnit)
  const read = (displayed: number, encoded: number): number =>
    (isInPixels ? fields.get(displayed) : undefined) ?? fields.get(encoded) ?? 0
  const width = read(ids.displayWidth, ids.pixelWidth)
  const height = read(ids.displayHeight, ids.pixelHeight)
  return isTurned ? { width: height, height: width } : { width, height }
}

/** Whether the pictures are turned by 90° or 270°. */
async function readTurn(reader: HeaderReader, projection: Element): Promise<boolean> {
  for await (const { id, start, end } of readElements(reader, projection)) {
    if (id === ids.roll) return Math.abs(readFloat(await reader.viewAt(start), end - start)) % 180 === 90
  }
  return false
}

function readFloat(view: DataView, bytes: number): number {
  return bytes === 4 ? view.getFloat32(0) : view.getFloat64(0)
}
