/**
 * A random id of 128 bits. `crypto.randomUUID` is missing on pages without TLS, `getRandomValues` is not; that is asked
 * for many ids at once, because thousands of files may come in one drop.
 */
export function createId(): string {
  if (used === pool.length) {
    pool = crypto.getRandomValues(new Uint32Array(wordsPerDraw))
    used = 0
  }
  let id = ''
  for (const end = used + wordsPerId; used < end; used += 1) id += (pool[used] ?? 0).toString(16).padStart(8, '0')
  return id
}

const wordsPerId = 4
const wordsPerDraw = wordsPerId * 256

let pool: Uint32Array = new Uint32Array(0)
let used = 0
