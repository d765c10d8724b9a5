/** Box types from the file's top down to the rotation, and how many bytes stand before a box's own boxes. */
const path: readonly (readonly [type: string, preface: number])[] = [
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
  ['irot', 0],
]

/**
 * Whether an AVIF or HEIC file turns its pictures by 90° or 270°. Its Exif says nothing: in these formats only the box
 * counts. Which of the pictures a rotation belongs to is not looked up: cameras turn the main one, its tiles, its
 * thumbnail and its depth map alike.
 */
export function isOnItsSide(bytes: Uint8Array): boolean {
  const rotation = path.reduce<Uint8Array | undefined>(
    (parent, [type, preface]) => parent && findBox(parent, type)?.subarray(preface),
    bytes,
  )
  return ((rotation?.[0] ?? 0) & 1) === 1
}

/** What the first box of a type holds. */
export function findBox(bytes: Uint8Array, type: string): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 0
  while (offset + 8 <= bytes.length) {
    const [length, prefaceBytes] = readBoxLength(view, offset)
    const end = offset + Math.max(prefaceBytes, length)
    const found = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8))
    if (found === type) return bytes.subarray(offset + prefaceBytes, end)
    offset = end
  }
  return undefined
}

/** The length of a box, and how much of that stands before its content. */
function readBoxLength(view: DataView, offset: number): readonly [length: number, prefaceBytes: number] {
  const length = view.getUint32(offset)
  if (length === 0) return [view.byteLength - offset, 8] // as far as the file reaches
  if (length > 1 || offset + 16 > view.byteLength) return [length, 8]
  return [view.getUint32(offset + 8) * 2 ** 32 + view.getUint32(offset + 12), 16]
}
