import { describe, expect, it, vi } from 'vitest'
import digests from '../../../../test/inspect/fixtures/digests.json' with { type: 'json' }
import { patternBytes } from '../../../../test/inspect/patternBytes.js'
import { describeDigest } from './digest.js'
import { type CreateHasher, createHasherPool, preferHasher } from './hasher.js'
import { createScriptHasher } from './scriptHasher.js'
import { createWasmHasher } from './wasmHasher.js'

const makeHasher = () => ({ reset: vi.fn(), update: vi.fn(), digest: () => new Uint8Array() })

describe.each([
  ['WASM', createWasmHasher],
  ['script', createScriptHasher],
])('the %s hasher', (_name, create) => {
  it.each(['md5', 'sha-256'] as const)('computes %s like node:crypto, again and again', async (algorithm) => {
    const hasher = await create(algorithm)
    for (const expected of digests) {
      const bytes = patternBytes(expected.size)
      hasher.reset()
      hasher.update(bytes.subarray(0, 100))
      hasher.update(bytes.subarray(100))
      expect(describeDigest(algorithm, hasher.digest()).base64).toBe(expected[algorithm])
    }
  })
})

describe('describeDigest', () => {
  it('spells the digest as hex and as base64', () => {
    expect(describeDigest('md5', Uint8Array.of(0, 1, 0xab, 0xff))).toEqual({
      algorithm: 'md5',
      hex: '0001abff',
      base64: 'AAGr/w==',
    })
  })
})

describe('preferHasher', () => {
  it('goes on with the other kind once the preferred one is blocked', async () => {
    const blocked = vi.fn<CreateHasher>().mockRejectedValue(new Error('WASM is blocked'))
    const other = makeHasher()
    const create = preferHasher(blocked, async () => other)
    expect(await create('md5')).toBe(other)
    expect(await create('sha-256')).toBe(other)
    expect(blocked).toHaveBeenCalledOnce()
  })
})

describe('createHasherPool', () => {
  it('hands a hasher out again, reset, to the same algorithm only', async () => {
    const first = makeHasher()
    const create = vi.fn<CreateHasher>(async () => makeHasher()).mockResolvedValueOnce(first)
    const hashers = createHasherPool(create)
    expect(await hashers.take('md5')).toBe(first)
    hashers.giveBack('md5', first)
    expect(await hashers.take('sha-256')).not.toBe(first)
    expect(await hashers.take('md5')).toBe(first)
    expect(await hashers.take('md5')).not.toBe(first)
    expect(first.reset).toHaveBeenCalledTimes(2)
  })
})
