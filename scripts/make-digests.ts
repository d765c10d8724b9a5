import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { patternBytes } from '../test/inspect/patternBytes.ts'

const slice = 256 * 1024
const chunk = 1024 * 1024

const sizes = [0, 1, 55, 56, 63, 64, 65, 1000, slice - 1, slice, slice + 1, chunk - 1, chunk, chunk + 1]
const largeSizes = [2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 5 * chunk + 12_345]

const digests = [...sizes, ...largeSizes].map((size) => {
  const bytes = patternBytes(size)
  return {
    size,
    md5: createHash('md5').update(bytes).digest('base64'),
    'sha-256': createHash('sha256').update(bytes).digest('base64'),
  }
})

writeFileSync(
  new URL('../test/inspect/fixtures/digests.json', import.meta.url),
  `${JSON.stringify(digests, null, 2)}\n`,
)
