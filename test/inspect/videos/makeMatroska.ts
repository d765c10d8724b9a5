/** What a WebM in a test says about itself: 320 by 180 pixels, 2.5 seconds. */
export interface MatroskaOptions {
  /** The unit of a duration, nanoseconds. @default 1_000_000 */
  readonly timestampScale?: number
  readonly displayed?: { readonly width: number; readonly height: number; readonly unit?: number }
  /** How far the pictures are turned, degrees. */
  readonly roll?: number
  /** Without a duration, and with unknown lengths, as it comes out of a recorder. */
  readonly isRecording?: boolean
}

/** Makes a WebM with a track of sound and a track of video. It has the headers of a real one, and no pictures. */
export function makeMatroska(options: MatroskaOptions = {}): Uint8Array<ArrayBuffer> {
  const { timestampScale = 1_000_000, displayed, roll, isRecording = false } = options
  const duration = element([0x44, 0x89], float(2_500_000_000 / timestampScale))
  const info = element(
    [0x15, 0x49, 0xa9, 0x66],
    number([0x2a, 0xd7, 0xb1], timestampScale),
    ...(isRecording ? [] : [duration]),
  )
  const shown = displayed && [
    number([0x54, 0xb0], displayed.width),
    number([0x54, 0xba], displayed.height),
    number([0x54, 0xb2], displayed.unit ?? 0),
  ]
  const turned = roll === undefined ? [] : [element([0x76, 0x70], element([0x76, 0x75], float(roll)))]
  const picture = element([0xe0], number([0xb0], 320), number([0xba], 180), ...(shown ?? []), ...turned)
  const tracks = element(
    [0x16, 0x54, 0xae, 0x6b],
    element([0xae], number([0xd7], 1), number([0x83], 2)),
    element([0xae], number([0xd7], 2), number([0x83], 1), picture),
  )
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], [...number([0xe7], 0), ...new Uint8Array(200)])
  const start = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], [0x77, 0x65, 0x62, 0x6d]))
  const segment = isRecording
    ? [0x18, 0x53, 0x80, 0x67, ...unknownLength, ...info, ...tracks, 0x1f, 0x43, 0xb6, 0x75, ...unknownLength, 1, 2, 3]
    : element([0x18, 0x53, 0x80, 0x67], element([0xec], new Uint8Array(40)), info, cluster, tracks)
  return Uint8Array.from([...start, ...segment])
}

type Bytes = readonly number[] | Uint8Array

const unknownLength = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

function element(id: readonly number[], ...content: readonly Bytes[]): readonly number[] {
  const bytes = content.flatMap((part) => [...part])
  return [...id, 0x40 | (bytes.length >> 8), bytes.length & 255, ...bytes]
}

function number(id: readonly number[], value: number): readonly number[] {
  return element(
    id,
    [24, 16, 8, 0].map((shift) => (value >> shift) & 255),
  )
}

function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value)
  return bytes
}
