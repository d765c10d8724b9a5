import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { blankXmpLocation } from './blankXmpLocation.js'

const gpsTag = 0x8825
const exifTag = 0x8769
const xmpTag = 0x02bc
const entryBytes = 12

/** Cameras write about five directories and one packet of XMP. With thousands, a file would cost hours of work. */
const mostPlaces = 64

/** The bytes of one value of each type; the types are numbered from 1. */
const sizesOfTypes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/**
 * Removes the directory of the location from an Exif block, and leaves everything else where it stands: offsets lead
 * through the block, and those in the notes of a camera's maker cannot be found. Returns whether there was any.
 *
 * @param tiff changed in place
 * @throws {RangeError} if there is more than any camera writes
 */
export function blankExifLocation(tiff: Uint8Array): boolean {
  if (tiff.length < 8) return false
  const view = viewOf(tiff)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return false
  return new ExifBlock(tiff, view, order === 0x4949).blankLocation()
}

type Range = readonly [start: number, end: number]

class ExifBlock {
  readonly #tiff: Uint8Array
  readonly #view: DataView
  readonly #isLittleEndian: boolean
  /** What leads to itself in a circle is read once. */
  readonly #seen = new Set<number>()
  readonly #blank: Range[] = []
  #isChanged = false

  constructor(tiff: Uint8Array, view: DataView, isLittleEndian: boolean) {
    this.#tiff = tiff
    this.#view = view
    this.#isLittleEndian = isLittleEndian
  }

  blankLocation(): boolean {
    for (const start = [this.#uint32(4)]; start.length > 0;) start.push(...this.#clean(start.shift() ?? 0))
    this.#fillWithZeros()
    return this.#isChanged
  }

  /** Takes the location out of one directory, and returns where the next ones are. */
  #clean(start: number): readonly number[] {
    const count = this.#countAt(start)
    if (count === 0 || !this.#isNew(start)) return []
    const next: number[] = []
    const end = start + 2 + count * entryBytes
    let kept = start + 2
    for (let entry = kept; entry < end; entry += entryBytes) {
      const tag = this.#uint16(entry)
      if (tag === exifTag) next.push(this.#uint32(entry + 8))
      if (tag === xmpTag) this.#cleanXmp(entry)
      if (tag === gpsTag) {
        this.#forget(this.#uint32(entry + 8))
        continue
      }
      this.#tiff.copyWithin(kept, entry, entry + entryBytes)
      kept += entryBytes
    }
    if (end + 4 <= this.#tiff.length) next.push(this.#uint32(end))
    if (kept === end) return next
    this.#isChanged = true
    this.#view.setUint16(start, (kept - start - 2) / entryBytes, this.#isLittleEndian)
    // The offset of the next directory follows the last entry.
    this.#tiff.copyWithin(kept, end, end + 4)
    this.#blank.push([kept + 4, end + 4])
    return next
  }

  /** Marks a directory and all that it names, to be overwritten. */
  #forget(start: number): void {
    const count = this.#countAt(start)
    if (!this.#isNew(start)) return
    const end = start + 2 + count * entryBytes
    for (let entry = start + 2; entry < end; entry += entryBytes) {
      const value = this.#valueAt(entry)
      if (value) this.#blank.push(value)
    }
    if (count > 0) this.#blank.push([start, end])
  }

  #cleanXmp(entry: number): void {
    const value = this.#valueAt(entry)
    if (!value || !this.#isNew(value[0])) return
    if (blankXmpLocation(this.#tiff.subarray(...value))) this.#isChanged = true
  }

  #isNew(start: number): boolean {
    if (this.#seen.has(start)) return false
    if (this.#seen.size === mostPlaces) throw new RangeError('An Exif block leads to too many places.')
    this.#seen.add(start)
    return true
  }

  /** Where an entry's value stands, if that is not in the entry itself. */
  #valueAt(entry: number): Range | undefined {
    const bytes = (sizesOfTypes[this.#uint16(entry + 2)] ?? 0) * this.#uint32(entry + 4)
    const at = this.#uint32(entry + 8)
    return bytes > 4 && at + bytes <= this.#tiff.length ? [at, at + bytes] : undefined
  }

  /** The number of entries of a directory; 0 if it does not fit into the block. */
  #countAt(start: number): number {
    if (start < 8 || start + 2 > this.#tiff.length) return 0
    const count = this.#uint16(start)
    return start + 2 + count * entryBytes <= this.#tiff.length ? count : 0
  }

  /** Sorted, because thousands of entries of a broken file may name the same bytes. */
  #fillWithZeros(): void {
    let filled = 0
    for (const [start, end] of this.#blank.toSorted(([one], [other]) => one - other)) {
      this.#tiff.fill(0, Math.max(start, filled), Math.max(end, filled))
      filled = Math.max(filled, end)
    }
  }

  #uint16(at: number): number {
    return this.#view.getUint16(at, this.#isLittleEndian)
  }

  #uint32(at: number): number {
    return this.#view.getUint32(at, this.#isLittleEndian)
  }
}
