/** One character for each byte, so that an index into the text is an index into the bytes. */
export function latin1(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

// What browsers decode by this name has other characters from 0x80 to 0x9f, but still one for each byte.
const decoder = new TextDecoder('latin1')
