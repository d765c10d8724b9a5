import { latin1 } from './latin1.js'

/** Whether a picture of a type that nothing is removed from may tell more than its pixels. */
export function mayHaveMetadata(head: Uint8Array, type: string): boolean {
  if (type === 'image/bmp' || type === 'image/x-icon') return false
  const text = latin1(head)
  // Drawing programs write who drew it and into which folder, and photos may be embedded with all that they tell.
  if (type === 'image/svg+xml') return /<(?:\w+:)?metadata|\b(?:rdf|inkscape|sodipodi):|data:image\//.test(text)
  if (type === 'image/gif') return text.includes('XMP DataXMP')
  if (type === 'image/avif') return /Exif|application\/rdf\+xml/.test(text)
  return true
}
