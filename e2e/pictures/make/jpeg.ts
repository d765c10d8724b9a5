import { addSegment } from '../../../scripts/images/exif.ts'
import { secret } from './location.ts'

export function withText(start: string, content: Uint8Array | string): Buffer {
  return Buffer.concat([Buffer.from(start, 'latin1'), Buffer.from(content)])
}

export const addXmp = (jpeg: Uint8Array, xmp: string): Buffer =>
  addSegment(jpeg, 0xe1, withText('http://ns.adobe.com/xap/1.0/\0', xmp))

export const addIcc = (jpeg: Uint8Array, icc: Uint8Array): Buffer =>
  addSegment(jpeg, 0xe2, withText('ICC_PROFILE\0', Buffer.concat([Buffer.from([1, 1]), icc])))

/** Appends a picture, and names it in a multi-picture segment in front. */
export function appendPicture(jpeg: Uint8Array, other: Uint8Array): Buffer {
  const index = Buffer.alloc(8 + 2 + 3 * 12 + 4 + 32)
  index.write('MM', 'latin1')
  index.writeUInt16BE(42, 2)
  index.writeUInt32BE(8, 4)
  index.writeUInt16BE(3, 8)
  const entry = (at: number, values: readonly [tag: number, type: number, count: number, value: number]): void => {
    index.writeUInt16BE(values[0], at)
    index.writeUInt16BE(values[1], at + 2)
    index.writeUInt32BE(values[2], at + 4)
    index.writeUInt32BE(values[3], at + 8)
  }
  const list = 8 + 2 + 36 + 4
  entry(10, [0xb000, 7, 4, 0x30313030])
  entry(22, [0xb001, 4, 1, 2])
  entry(34, [0xb002, 7, 32, list])
  const whole = addSegment(jpeg, 0xe2, withText('MPF\0', index))
  // Behind the marker, its length and the name, to which all offsets relate.
  const origin = 2 + 4 + 4
  const rewritten = Buffer.from(index)
  rewritten.writeUInt32BE(0x030000, list)
  rewritten.writeUInt32BE(whole.length, list + 4)
  rewritten.writeUInt32BE(other.length, list + 20)
  rewritten.writeUInt32BE(whole.length - origin, list + 24)
  whole.set(rewritten, origin)
  return Buffer.concat([whole, other])
}

export const gainMapXmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="2.3"/></rdf:RDF></x:xmpmeta>`

/** As phones append a film of a second: the location stands in a box of the user data. */
export function makeFilmWithLocation(): Buffer {
  const box = (type: string, content: Uint8Array): Buffer => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + content.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, content])
  }
  const place = box('\u00a9xyz', withText('\0\u000b\x15\xc7', secret))
  return Buffer.concat([box('ftyp', withText('mp42\0\0\0\0', 'isom')), box('moov', box('udta', place))])
}
