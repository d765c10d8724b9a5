import { createHash } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { createHasher } from './createHasher.ts'

afterEach(() => vi.unstubAllGlobals())

const bytes = new TextEncoder().encode('hello world '.repeat(10_000))

it.each([
  ['of Node', undefined],
  ['of its own, where the runtime has none', {}],
  [
    'of its own, where the runtime forbids it',
    {
      getBuiltinModule: () => ({
        createHash: () => {
          throw new Error('unsupported')
        },
      }),
    },
  ],
])('hashes in pieces with code %s', (_, process) => {
  if (process) vi.stubGlobal('process', process)
  for (const [algorithm, name] of [
    ['md5', 'md5'],
    ['sha-256', 'sha256'],
  ] as const) {
    const hasher = createHasher(algorithm)
    for (let offset = 0; offset < bytes.length; offset += 1000) hasher.update(bytes.subarray(offset, offset + 1000))
    expect(Buffer.from(hasher.digest()).toString('hex')).toBe(createHash(name).update(bytes).digest('hex'))
  }
})
