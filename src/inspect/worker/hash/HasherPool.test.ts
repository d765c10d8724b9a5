import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import digests from '../../../../test/inspect/fixtures/digests.json' with { type: 'json' }
import { patternBytes } from '../../../../test/inspect/patternBytes.js'
import { wasm as md5 } from '../../wasm/md5.js'
import { wasm as sha256 } from '../../wasm/sha256.js'
import { chooseHashing } from './chooseHashing.js'
import { describeDigest } from './describeDigest.js'
import type { CreateHasher } from './hasher.js'
import { HasherPool } from './HasherPool.js'
import { createScriptHasher } from './scriptHasher.js'
import { compileWasm, createWasmHasher } from './wasmHasher.js'

const shipped = { md5, 'sha-256': sha256 }

const makeHasher = () => ({ reset: vi.fn(), update: vi.fn(), digest: () => new Uint8Array() })

afterEach(() => void vi.restoreAllMocks())

describe.each<[string, CreateHasher]>([
  ['WASM', async (algorithm) => createWasmHasher(algorithm, await compileWasm(shipped[algorithm]))],
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

describe('the shipped modules', () => {
  it.each([
    ['md5', md5],
    ['sha256', sha256],
  ])('are those of the installed hash-wasm: %s', (name, module) => {
    const published = readFileSync(new URL(import.meta.resolve(`hash-wasm/dist/${name}.umd.min.js`)), 'utf8')
    expect(published).toContain(inflateRawSync(Buffer.from(module, 'base64')).toString('base64'))
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

describe('chooseHashing', () => {
  it('uses WASM if it runs, whatever else is available', () => {
    expect(chooseHashing(createScriptHasher).kind).toBe('wasm')
  })

  // WebKit compiles what it will not run.
  it.each(['Module', 'Instance'] as const)('uses the script if WASM is blocked at %s, or cannot hash', async (step) => {
    vi.spyOn(WebAssembly, step).mockImplementation(function block() {
      throw new WebAssembly.CompileError('blocked by the content policy')
    })
    expect(chooseHashing(createScriptHasher)).toEqual({ kind: 'script', createHasher: createScriptHasher })
    const { kind, createHasher } = chooseHashing()
    expect(kind).toBe('none')
    await expect(createHasher('md5')).rejects.toThrow('blocked')
  })
})

describe('HasherPool', () => {
  it('hands a hasher out again, reset, for the same algorithm only', async () => {
    const first = makeHasher()
    const createHasher = vi.fn<CreateHasher>(async () => makeHasher()).mockResolvedValueOnce(first)
    const hashers = new HasherPool({ kind: 'script', createHasher })
    expect(await hashers.acquire('md5')).toBe(first)
    hashers.release('md5', first)
    expect(await hashers.acquire('sha-256')).not.toBe(first)
    expect(await hashers.acquire('md5')).toBe(first)
    expect(await hashers.acquire('md5')).not.toBe(first)
    expect(first.reset).toHaveBeenCalledTimes(2)
  })

  it('compiles a module once for all its hashers', async () => {
    const compile = vi.spyOn(WebAssembly, 'compile')
    const hashers = new HasherPool(chooseHashing())
    hashers.addWasm('md5', md5)
    expect(await hashers.acquire('md5')).not.toBe(await hashers.acquire('md5'))
    expect(compile).toHaveBeenCalledOnce()
  })

  it('rejects for a module that is broken, and for one that it never got', async () => {
    const hashers = new HasherPool(chooseHashing())
    hashers.addWasm('md5', 'AAAA')
    await expect(hashers.acquire('md5')).rejects.toBeInstanceOf(Error)
    await expect(hashers.acquire('sha-256')).rejects.toThrow('not sent')
  })
})
