import { describe, expect, it } from 'vitest'
import { readSvgSize } from './image/svgSize.js'
import { sniffType } from './sniff/sniffType.js'

const root = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"/>'
const other = '<svg width="1" height="1">'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), isLittleEndian)
  return bytes
}

describe("an SVG's root", () => {
  it.each([
    ['a comment', `<!-- ${other} --> ${root}`],
    ['several comments with dashes and quotes', `<!-- ' - > " ${other} -- --><!---->\n<!-- ${other} -->${root}`],
    ['an XML declaration and an instruction', `<?xml version="1.0"?><?keep ${other} ?>\n${root}`],
    ['a doctype', `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "${other}">${root}`],
    ['a doctype with a subset', `<!DOCTYPE svg [<!ENTITY a "]>${other}"> <!ELEMENT b ANY> %c; ]\n>${root}`],
    ['a subset with comments that hold quotes', `<!DOCTYPE svg [ <!-- it's ]> ${other} --> <?x ' ]> ?> ]>${root}`],
    ['a doctype in other letters', `<!doctype SVG>${root}`],
    ['what looks like a CDATA section', `<!-- <![CDATA[ --><![CDATA[ ${other} ]]>${root}`],
    ['an attribute that looks like one', `<svg data-old='${other}' width="400" height='100'>`],
    ['a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="400" height="100">'],
    ['more white space than a signature is long', `${'\n'.repeat(3000)}${root}`],
    ['more comment than a signature is long', `<!--${'x'.repeat(200_000)}-->${root}`],
    ['a byte order mark', `\uFEFF${root}`],
  ])('is found after %s, for the type and for the size', (_, text) => {
    expect([sniffType(utf8(text)), readSvgSize(utf8(text))]).toMatchObject([
      'image/svg+xml',
      { width: 400, height: 100 },
    ])
  })

  it.each([
    ['little-endian with a mark', utf16(`\uFEFF<!-- ${other} -->${root}`, true)],
    ['big-endian with a mark', utf16(`\uFEFF${root}`, false)],
    ['little-endian', utf16(`<?xml version="1.0" encoding="UTF-16"?>${root}`, true)],
    ['big-endian', utf16(`<?xml version="1.0" encoding="UTF-16"?>${root}`, false)],
  ])('is found in UTF-16, %s', (_, bytes) => {
    expect([sniffType(bytes), readSvgSize(bytes)]).toMatchObject(['image/svg+xml', { width: 400, height: 100 }])
  })

  it.each([
    ['an element of another name', `<svgs>${root}</svgs>`],
    ['a page with a picture in it', `<!doctype html><p>${root}`],
    ['a comment without an end', `<!-- ${root}`],
    ['a subset without an end', `<!DOCTYPE svg [ ${root}`],
    ['a text', `see ${root}`],
  ])('is not found in %s', (_, text) => {
    expect(sniffType(utf8(text))).not.toBe('image/svg+xml')
    expect(readSvgSize(utf8(text))).toBeUndefined()
  })
})
