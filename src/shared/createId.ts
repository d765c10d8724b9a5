/**
 * An id of 128 bits: 96 random ones of this page and a count. `crypto.randomUUID` is missing on pages without TLS,
 * `getRandomValues` is not; it is asked once, because thousands of files may come in one drop.
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
