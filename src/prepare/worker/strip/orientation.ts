/** The smallest Exif block that says how a picture is turned. */
export function writeOrientation(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26)
  // Big endian, the directory at 8 with one entry: tag 0x0112, one number of two bytes.
  tiff.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation])
  return tiff
}
