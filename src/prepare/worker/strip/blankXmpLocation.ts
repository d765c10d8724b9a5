import { latin1 } from './latin1.js'

/** The local names under which XMP tells where a picture was taken or what place it shows, in any namespace. */
const names =
  '(?:GPS\\w*|City|State|Country|CountryCode|CountryName|ProvinceState|Sublocation|WorldRegion|Location|LocationCreated|LocationShown|LocationId|LocationName)'
const attribute = new RegExp(`\\s[\\w.-]{1,40}:${names}\\s{0,9}=\\s{0,9}(?:"[^"]*"|'[^']*')`, 'g')
const openTag = new RegExp(`<([\\w.-]{1,40}:${names})(?=[\\s/>])[^>]*>`, 'g')
const anyLocation = new RegExp(`[\\w.-]:${names}(?![\\w.-])`)

/**
 * Overwrites what an XMP packet says about the location with spaces, which mean nothing there, so that its length stays.
 * A packet that is not as expected is overwritten as a whole. Returns whether anything was.
 *
 * @param packet changed in place
 */
export function blankXmpLocation(packet: Uint8Array): boolean {
  const text = latin1(packet)
  // Two bytes for each character, which no camera writes.
  if (text.includes('\0<') || text.includes('<\0')) return blank(packet, 0, packet.length)
  if (!anyLocation.test(text)) return false
  for (const { index, 0: found } of text.matchAll(attribute)) blank(packet, index, index + found.length)
  if (!blankElements(packet, text) || anyLocation.test(latin1(packet))) blank(packet, 0, packet.length)
  return true
}

/** Returns whether each element had an end. */
function blankElements(packet: Uint8Array, text: string): boolean {
  openTag.lastIndex = 0
  for (let open = openTag.exec(text); open; open = openTag.exec(text)) {
    const isEmpty = open[0].endsWith('/>')
    const close = isEmpty ? open.index : text.indexOf(`</${open[1]}`, openTag.lastIndex)
    const end = isEmpty ? openTag.lastIndex - 1 : text.indexOf('>', close)
    // After the first one without an end, the rest is not searched again for the next.
    if (close < 0 || end < 0) return false
    blank(packet, open.index, end + 1)
    openTag.lastIndex = end + 1
  }
  return true
}

function blank(packet: Uint8Array, start: number, end: number): boolean {
  packet.fill(0x20, start, end)
  return true
}
