import { describe, expect, it } from 'vitest'
import { UploadError } from '../errors/UploadError.js'
import type { FakeCase } from './testing/fakeDoctorPorts.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { runExamination } from './testing/runExamination.js'

describe('the page', () => {
  it.each<[string, FakeCase, readonly string[]]>([
    ['over http', { page: { isSecure: false } }, ['warning page page-insecure']],
    ['a policy without WASM', { isHashedInScript: true }, ['warning wasm wasm-blocked']],
    ['no worker', { engine: 'main' }, ['warning worker worker-not-found']],
    [
      'a policy without workers',
      { engine: 'main', violations: [{ directive: 'worker-src', origin: null }] },
      ['warning worker worker-blocked'],
    ],
    ['a worker of its own that fails', { hasOwnWorkerFailed: true }, ['warning worker own-worker-failed']],
  ])('is warned of: %s', async (_name, fake, expected) => {
    const { diagnosis } = await runExamination(fake)
    expect(findings(diagnosis)).toEqual(expected)
    expect(diagnosis.ok).toBe(true)
  })

  it('may start its worker from a blob', async () => {
    const { diagnosis } = await runExamination({ engine: 'blob' })
    expect(findings(diagnosis)).toEqual([])
    expect(findCheck(diagnosis, 'worker').message).toContain('blob:')
  })

  it('needs no WASM where nothing is hashed', async () => {
    const { diagnosis } = await runExamination({ backend: { digest: null }, isHashedInScript: true })
    expect(findCheck(diagnosis, 'wasm').outcome).toBe('not-checked')
  })

  it('ends the examination where the probe cannot be read', async () => {
    const error = new UploadError('inspection-failed', 'no')
    const { diagnosis, backend } = await runExamination({ inspect: () => Promise.reject(error) })
    expect(findings(diagnosis)).toEqual(['problem worker inspection-failed'])
    expect(backend.calls).toEqual([])
    expect(findCheck(diagnosis, 'storage').outcome).toBe('not-checked')
  })
})
