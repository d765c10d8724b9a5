import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { inspectSample, isSample, sample, sampleFile } from './sample.js'

it('knows the true digests of the sample', async () => {
  const bytes = new Uint8Array(await sampleFile().arrayBuffer())
  const digestOf = (algorithm: string) => {
    const hash = createHash(algorithm).update(bytes).digest()
    return { hex: hash.toString('hex'), base64: hash.toString('base64') }
  }
  expect(sample.size).toBe(bytes.length)
  expect(sample.md5).toEqual({ algorithm: 'md5', ...digestOf('md5') })
  expect(sample.sha256).toEqual({ algorithm: 'sha-256', ...digestOf('sha256') })
  expect(inspectSample('md5').digest).toBe(sample.md5)
  expect(inspectSample(null)).not.toHaveProperty('digest')
})

it('distinguishes the sample from a file that differs in one byte', async () => {
  const bytes = new Uint8Array(await sampleFile().arrayBuffer())
  expect(await isSample(new Blob([bytes]))).toBe(true)
  bytes[255] = 0
  expect(await isSample(new Blob([bytes]))).toBe(false)
  expect(await isSample(new Blob([bytes.slice(1)]))).toBe(false)
})
