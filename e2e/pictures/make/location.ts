/** What every place that tells of a location tells here, so that a test finds it in any encoding of texts. */
export const secret = 'SECRETPLACE'
/** What is to stay when only the location is removed. */
export const keepsake = 'KEEPTHIS'

/** 51° 30' 31.987654", as the numerator stands in Exif. */
export const secretSeconds = 31_987_654

type Value = readonly [tag: number, type: 'ascii' | 'short' | 'long' | 'rational', value: string | readonly number[]]

const types = { ascii: 2, short: 3, long: 4, rational: 5 } as const

export interface ExifOptions {
  readonly orientation?: number
  readonly isBigEndian?: boolean
  readonly hasLocation?: boolean
}

/** An Exif block as cameras write it, with a copyright, a date, and a directory of the location. */
export function makeExifWithLocation(options: ExifOptions = {}): Buffer {
  const { orientation = 1, isBigEndian = false, hasLocation = true } = options
  const tiff = new TiffWriter(isBigEndian)
  const ascii = (tag: number, text: string): Value => [tag, 'ascii', `${text}\0`]
  const photo = tiff.addDirectory([ascii(0x9003, '2026:11:27 12:00:00')])
  const location = hasLocation
    ? tiff.addDirectory([
        ascii(0x0001, 'N'),
        [0x0002, 'rational', [51, 1, 30, 1, secretSeconds, 1_000_000]],
        ascii(0x001c, secret),
      ])
    : null
  tiff.finish([
    [0x0112, 'short', [orientation]],
    ascii(0x8298, keepsake),
    [0x8769, 'long', [photo]],
    ...(location === null ? [] : [[0x8825, 'long', [location]] as const]),
  ])
  return tiff.toBuffer()
}

class TiffWriter {
  readonly #isBigEndian: boolean
  #bytes: Buffer = Buffer.alloc(8)

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian
    this.#bytes.write(isBigEndian ? 'MM' : 'II', 'latin1')
    this.#number(this.#bytes, 42, 2, 2)
  }

  /** Returns where it starts. */
  addDirectory(values: readonly Value[]): number {
    const start = this.#bytes.length
    const directory = Buffer.alloc(2 + values.length * 12 + 4)
    this.#number(directory, values.length, 0, 2)
    const data: Buffer[] = []
    let dataAt = start + directory.length
    for (const [index, [tag, type, value]] of values.entries()) {
      const at = 2 + index * 12
      const encoded = this.#encode(type, value)
      this.#number(directory, tag, at, 2)
      this.#number(directory, types[type], at + 2, 2)
      this.#number(directory, type === 'rational' ? value.length / 2 : value.length, at + 4, 4)
      if (encoded.length <= 4) directory.set(encoded, at + 8)
      else {
        this.#number(directory, dataAt, at + 8, 4)
        data.push(encoded)
        dataAt += encoded.length
      }
    }
    this.#bytes = Buffer.concat([this.#bytes, directory, ...data])
    return start
  }

  finish(values: readonly Value[]): void {
    const start = this.addDirectory(values)
    this.#number(this.#bytes, start, 4, 4)
  }

  toBuffer(): Buffer {
    return this.#bytes
  }

  #encode(type: Value[1], value: Value[2]): Buffer {
    if (typeof value === 'string') return Buffer.from(value, 'latin1')
    const length = type === 'short' ? 2 : 4
    const encoded = Buffer.alloc(value.length * length)
    for (const [index, one] of value.entries()) this.#number(encoded, one, index * length, length)
    return encoded
  }

  #number(into: Buffer, value: number, at: number, length: number): void {
    if (this.#isBigEndian) into.writeUIntBE(value, at, length)
    else into.writeUIntLE(value, at, length)
  }
}

/** An XMP packet with the location as attributes and as elements. */
export function makeXmpWithLocation(more = ''): string {
  return `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/" ${more}
 exif:GPSLatitude="51,30.${secret}N" photoshop:City='${secret}' dc:rights="${keepsake}">
<exif:GPSLongitude>0,7.${secret}W</exif:GPSLongitude><photoshop:Country>${secret}</photoshop:Country>
<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:Sublocation>${secret}</Iptc4xmpExt:Sublocation></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>
<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
}

/** A block of image resources with IPTC: a headline, a city and a country. */
export function makePhotoshopWithLocation(): Buffer {
  const dataset = (id: number, text: string): Buffer => {
    const head = Buffer.from([0x1c, 2, id, 0, text.length])
    return Buffer.concat([head, Buffer.from(text, 'latin1')])
  }
  const iptc = Buffer.concat([dataset(90, secret), dataset(105, keepsake), dataset(101, secret)])
  const head = Buffer.alloc(12)
  head.write('8BIM', 'latin1')
  head.writeUInt16BE(0x0404, 4)
  head.writeUInt32BE(iptc.length, 8)
  return Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), head, iptc, Buffer.alloc(iptc.length & 1)])
}
