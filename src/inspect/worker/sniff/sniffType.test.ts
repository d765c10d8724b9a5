import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sniffType } from './sniffType.js'

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const box = (brand: string, ...compatible: string[]): string =>
  `\0\0\0${String.fromCharCode(16 + compatible.length * 4)}ftyp${brand}\0\0\0\0${compatible.join('')}`

const zipEntry = (name: string, content = ''): string =>
  `PK\x03\x04\x14\0\0\0\0\0\0\0\0\0${'\0'.repeat(12)}${String.fromCharCode(name.length)}\0\0\0${name}${content}`

const ogg = (codec: string): string => `OggS\0\x02${'\0'.repeat(21)}\x13${codec}`
const ebml = (docType: string): string =>
  `\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82${String.fromCharCode(0x80 + docType.length)}${docType}`

const openXml = 'application/vnd.openxmlformats-officedocument'

describe('sniffType', () => {
  it.each([
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['GIF89a\x01\0', 'image/gif'],
    ['RIFF\x24\0\0\0WEBPVP8X', 'image/webp'],
    [box('avif', 'mif1', 'miaf'), 'image/avif'],
    [box('mif1', 'miaf', 'avif'), 'image/avif'],
    [box('heic', 'mif1', 'heic'), 'image/heic'],
    [box('mif1', 'mif1', 'heic'), 'image/heic'],
    [box('heix', 'mif1'), 'image/heic'],
    [box('hevc', 'msf1'), 'image/heic-sequence'],
    [box('mif1', 'miaf'), 'image/heif'],
    [`BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0`, 'image/bmp'],
    ['\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0', 'image/x-icon'],
    ['II*\0\x08\0\0\0', 'image/tiff'],
    ['MM\0*\0\0\0\x08', 'image/tiff'],
    ['8BPS\0\x01\0\0\0\0\0\0\0\x03', 'image/vnd.adobe.photoshop'],
    ['\xff\x0a\xfa', 'image/jxl'],
    ['%PDF-1.7\n', 'application/pdf'],
    ['{\\rtf1\\ansi', 'application/rtf'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'application/x-cfb'],
    ['\x1f\x8b\x08\0', 'application/gzip'],
    ['7z\xbc\xaf\x27\x1c\0\x04', 'application/x-7z-compressed'],
    ['Rar!\x1a\x07\x01\0', 'application/vnd.rar'],
    [`${'a.txt'.padEnd(257, '\0')}ustar\x0000`, 'application/x-tar'],
    [box('isom', 'isom', 'mp42'), 'video/mp4'],
    [box('mp42', 'mp42'), 'video/mp4'],
    [box('M4V ', 'mp42'), 'video/mp4'],
    [box('qt  ', 'qt  '), 'video/quicktime'],
    ['\0\0\x10\0moov', 'video/quicktime'],
    [box('M4A ', 'mp42'), 'audio/mp4'],
    [box('3gp5', '3gp5'), 'video/3gpp'],
    [ebml('webm'), 'video/webm'],
    [ebml('matroska'), 'video/x-matroska'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
    ['RIFF\x24\0\0\0AVI LIST', 'video/x-msvideo'],
    ['FORM\0\0\0\x20AIFF', 'audio/aiff'],
    [ogg('\x01vorbis'), 'audio/ogg'],
    [ogg('OpusHead'), 'audio/ogg'],
    [ogg('\x80theora'), 'video/ogg'],
    [ogg('\x80kate'), 'application/ogg'],
    ['fLaC\0\0\0\x22', 'audio/flac'],
    ['ID3\x04\0\0\0\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['\xff\xf1\x50\x80', 'audio/aac'],
    ['\0\0\x01\xba\x44', 'video/mpeg'],
    ['wOF2\0\x01\0\0', 'font/woff2'],
    [`MZ${'\0'.repeat(126)}PE\0\0`, 'application/vnd.microsoft.portable-executable'],
  ])('recognises %j as %s', (bytes, type) => {
    expect(sniffType(latin1(bytes))).toBe(type)
  })

  it.each([
    [zipEntry('notes.txt', 'hello'), 'application/zip'],
    ['PK\x05\x06', 'application/zip'],
    [zipEntry('mimetype', 'application/epub+zip') + zipEntry('META-INF/'), 'application/epub+zip'],
    [
      zipEntry('mimetype', 'application/vnd.oasis.opendocument.text') + zipEntry('content.xml'),
      'application/vnd.oasis.opendocument.text',
    ],
    [zipEntry('[Content_Types].xml') + zipEntry('word/document.xml'), `${openXml}.wordprocessingml.document`],
    [zipEntry('_rels/.rels') + zipEntry('xl/workbook.xml'), `${openXml}.spreadsheetml.sheet`],
    [
      zipEntry('[Content_Types].xml') + zipEntry('docProps/app.xml') + zipEntry('ppt/presentation.xml'),
      `${openXml}.presentationml.presentation`,
    ],
    [zipEntry('word/letter.txt'), 'application/zip'],
  ])('looks into an archive (%#)', (bytes, type) => {
    expect(sniffType(latin1(bytes))).toBe(type)
  })

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['\xef\xbb\xbf\n <?xml version="1.0"?>\n<!-- a > b --><svg>', 'image/svg+xml'],
    [
      '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg width="1">',
      'image/svg+xml',
    ],
    ['<!DOCTYPE svg [ <!ENTITY ns "http://ns.adobe.com/"> ]><svg:svg>', 'image/svg+xml'],
    ['<!doctype html><svg>', 'text/html'],
    ['<html><body><svg>', 'text/html'],
    ['<!-- a comment --><p><svg>', 'text/html'],
    ['<?xml version="1.0"?><rss>', 'text/xml'],
    ['<svgs>', undefined],
    ['<!--'.repeat(10_000), undefined],
    ['<!---->'.repeat(9_000), undefined],
  ])('distinguishes markup by its first element (%#)', (text, type) => {
    expect(sniffType(latin1(text))).toBe(type)
  })

  it.each([
    '',
    'a',
    'BM is a text',
    'PK is a text',
    'MZ too',
    '\0\0\0\0\0\0\0\0',
    'GIF',
    'plain text, nothing more',
    '\xff\xfeU\0T\0F\0',
  ])('does not guess a type for %j', (text) => {
    expect(sniffType(latin1(text))).toBeUndefined()
  })

  it.each([
    ['orientation-6.jpg', 'image/jpeg'],
    ['cmyk.jpg', 'image/jpeg'],
    ['plain.png', 'image/png'],
    ['plain.webp', 'image/webp'],
    ['plain.avif', 'image/avif'],
    ['plain.gif', 'image/gif'],
    ['size.svg', 'image/svg+xml'],
    ['html.png', 'text/html'],
    ['random.jpg', undefined],
  ])('reads %s as %s, whatever its name says', (name, type) => {
    expect(sniffType(readFileSync(new URL(`../../../../test/inspect/fixtures/${name}`, import.meta.url)))).toBe(type)
  })
})
