import { describe, expect, it } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import type { FakeCase } from '../../../test/doctor/fakeDoctorPorts.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { findings } from '../../../test/doctor/findings.js'
import { runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

describe('inspectProbe', () => {
  it.each<[string, FakeCase, readonly string[]]>([
    ['http', { page: { isSecure: false } }, ['warning page page-insecure']],
    ['a policy that blocks WASM', { isHashedInScript: true }, ['warning wasm wasm-blocked']],
    ['no worker', { engine: 'main' }, ['warning worker worker-not-found']],
    [
      'a policy that blocks workers',
      { engine: 'main', violations: [{ directive: 'worker-src', origin: null }] },
      ['warning worker worker-blocked'],
    ],
    ['a worker of the app that fails', { hasOwnWorkerFailed: true }, ['warning worker own-worker-failed']],
  ])('warns of %s', async (_name, fake, expected) => {
    const { diagnosis } = await runDiagnosis(fake)
    expect(findings(diagnosis)).toEqual(expected)
    expect(diagnosis.ok).toBe(true)
  })

  it('accepts a worker that was started from a blob', async () => {
    const { diagnosis } = await runDiagnosis({ engine: 'blob' })
    expect(findings(diagnosis)).toEqual([])
    expect(findCheck(diagnosis, 'worker').message).toContain('blob:')
  })

  it('does not check WASM if nothing is hashed', async () => {
    const { diagnosis } = await runDiagnosis({ backend: { digest: null }, isHashedInScript: true })
    expect(findCheck(diagnosis, 'wasm').outcome).toBe('not-checked')
  })

  it('ends the diagnosis if the probe cannot be read', async () => {
    const error = new UploadError('inspection-failed', 'no')
    const { diagnosis, backend } = await runDiagnosis({ inspect: () => Promise.reject(error) })
    expect(findings(diagnosis)).toEqual(['problem worker inspection-failed'])
    expect(backend.calls).toEqual([])
    expect(findCheck(diagnosis, 'storage').outcome).toBe('not-checked')
  })
})
