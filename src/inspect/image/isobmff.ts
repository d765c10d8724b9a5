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
function findBox(bytes: Uint8Array, type: string): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 0
  while (offset + 8 <= bytes.length) {
    const end = offset + Math.max(8, view.getUint32(offset))
    const found = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8))
    if (found === type) return bytes.subarray(offset + 8, end)
    offset = end
  }
  return undefined
}
