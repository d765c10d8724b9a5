/**
 * Creates an id of 128 bits: 96 random bits of this page, and a counter. `crypto.randomUUID` is missing on pages without
 * TLS. `getRandomValues` is called only once, because thousands of files may be dropped at a time.
 */
export function createId(): string {
  page ??= Array.from(crypto.getRandomValues(new Uint16Array(6)), (word) => toHex(word, 4)).join('')
  count += 1
  return page + toHex(count, 8)
}

let page: string | undefined
let count = 0

function toHex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0')
}
