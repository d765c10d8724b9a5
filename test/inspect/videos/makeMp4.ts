import { joinBytes } from '../../../src/shared/bytes/joinBytes.js'

/** What an MP4 in a test says about itself. */
export interface Mp4Options {
  /** @default { width: 320, height: 180 } */
  readonly size?: { readonly width: number; readonly height: number }
  /** Where the pictures are turned to. @default 0 */
  readonly rotation?: 0 | 90 | 180 | 270
  /** @default 2.5 */
  readonly durationSeconds?: number
  /** The code of the codec. @default 'hvc1', which Chromium on Linux cannot play */
  readonly codec?: string
  /** In which order the parts stand. @default ['ftyp', 'moov', 'mdat'] */
  readonly order?: readonly ('ftyp' | 'moov' | 'mdat')[]
  /** What stands in place of the pictures. @default 100 bytes */
  readonly media?: Uint8Array
  /** The header leaves the size to the description of the samples. */
  readonly hasNoTrackSize?: boolean
  /** Times with 64 bits. */
  readonly isLong?: boolean
  /** The duration stands with the fragments only. */
  readonly isFragmented?: boolean
}

/** Makes an MP4 with a track of sound and a track of video. It has the headers of a real one, and no pictures. */
export function makeMp4(options: Mp4Options = {}): Uint8Array<ArrayBuffer> {
  const { order = ['ftyp', 'moov', 'mdat'], media = new Uint8Array(100) } = options
  const parts = {
    ftyp: box('ftyp', text('isom'), u32(0x200), text('isomiso2mp41')),
    moov: box('moov', movieHeader(options), soundTrack(), videoTrack(options), ...fragments(options)),
    mdat: box('mdat', media),
  }
  return joinBytes(order.map((name) => parts[name]))
}

const timescale = 600

function movieHeader({ durationSeconds = 2.5, isLong = false, isFragmented = false }: Mp4Options): Uint8Array {
  const duration = isFragmented ? 0 : Math.round(durationSeconds * timescale)
  const times = isLong ? [u64(0), u64(0), u32(timescale), u64(duration)] : [u32(0, 0, timescale, duration)]
  return box('mvhd', u32(isLong ? 0x01000000 : 0), ...times, new Uint8Array(80))
}

function fragments({ durationSeconds = 2.5, isFragmented = false }: Mp4Options): readonly Uint8Array[] {
  return isFragmented ? [box('mvex', box('mehd', u32(0, Math.round(durationSeconds * timescale))))] : []
}

function soundTrack(): Uint8Array {
  return box('trak', trackHeader({ width: 0, height: 0 }, 0, false), box('mdia', handler('soun')))
}

function videoTrack({
  size = { width: 320, height: 180 },
  rotation = 0,
  codec = 'hvc1',
  ...how
}: Mp4Options): Uint8Array {
  const sample = box(codec, new Uint8Array(24), u16(size.width, size.height), new Uint8Array(50))
  const samples = box('stsd', u32(0, 1), sample)
  const media = box('mdia', handler('vide'), box('minf', box('stbl', samples)))
  const shown = how.hasNoTrackSize ? { width: 0, height: 0 } : size
  return box('trak', trackHeader(shown, rotation, how.isLong ?? false), media)
}

type Size = Required<Mp4Options>['size']

function trackHeader({ width, height }: Size, rotation: number, isLong: boolean): Uint8Array {
  const radians = (rotation / 180) * Math.PI
  const [cos, sin] = [Math.round(Math.cos(radians)) * 0x10000, Math.round(Math.sin(radians)) * 0x10000]
  const times = isLong ? [u64(0), u64(0), u32(1, 0), u64(0)] : [u32(0, 0, 1, 0, 0)]
  const matrix = u32(cos, sin, 0, -sin, cos, 0, 0, 0, 0x40000000)
  const head = [u32(isLong ? 0x01000003 : 3), ...times, new Uint8Array(16), matrix]
  return box('tkhd', ...head, u32(width * 0x10000, height * 0x10000))
}

function handler(kind: string): Uint8Array {
  return box('hdlr', u32(0, 0), text(kind), new Uint8Array(13))
}

/** A box as the format has it: its length, its type and its content. */
export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = joinBytes(content)
  return joinBytes([u32(bytes.length + 8), text(type), bytes])
}

function text(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}

export function u32(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(numbers.length * 4)
  for (const [index, number] of numbers.entries()) new DataView(bytes.buffer).setUint32(index * 4, number)
  return bytes
}

function u16(...numbers: readonly number[]): Uint8Array {
  return Uint8Array.from(numbers.flatMap((number) => [number >> 8, number & 255]))
}

function u64(number: number): Uint8Array {
  return u32(Math.floor(number / 2 ** 32), number % 2 ** 32)
}
