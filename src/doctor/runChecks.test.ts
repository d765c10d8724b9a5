import { describe, expect, it } from 'vitest'
import { UploadError } from '../errors/UploadError.js'
import { diagnose } from '../doctor.js'
import { createFakeBackend } from '../testing/fakes/fakeBackend.js'
import { createFakeTransport } from '../testing/fakes/fakeTransport.js'
import { checkNames, problemCodes } from './report/diagnosis.js'
import { runChecks } from './runChecks.js'
import type { DiagnoseOptions } from './options.js'
import { createFakeDoctorPorts } from '../../test/doctor/fakeDoctorPorts.js'
import { findCheck } from '../../test/doctor/findCheck.js'
import { findings } from '../../test/doctor/findings.js'
import { runDiagnosis } from '../../test/doctor/runDiagnosis.js'

describe('a correct set-up', () => {
  for (const ticketKind of ['put', 'post'] as const) {
    it(`is reported to have no problem, with ${ticketKind}`, async () => {
      const { diagnosis, backend, transport } = await runDiagnosis({ backend: { ticketKind } })
      expect(findings(diagnosis)).toEqual([])
      expect(diagnosis).toMatchObject({ ok: true, backend: 'fake' })
      expect(diagnosis.checks.map(({ name }) => name)).toEqual(checkNames)
      expect(backend.callsOf('confirm')).toEqual([])
      expect(backend.callsOf('abandon')).toHaveLength(1)
      expect(transport.requests).toHaveLength(1)
    })
  }

  it('is checked with different bytes each time', async () => {
    const transport = createFakeTransport()
    const ports = createFakeDoctorPorts({ transport, date: () => 1 })
    await runChecks(createFakeBackend(), {}, ports)
    await runChecks(createFakeBackend(), {}, ports)
    const bodies = await Promise.all(transport.requests.map(({ body }) => body.text()))
    expect(bodies).toHaveLength(2)
    expect(new Set(bodies).size).toBe(2)
  })

  it('is checked with one part if the API issues multipart tickets, and the upload is aborted', async () => {
    const storage = new Map<string, Blob>()
    const { diagnosis, backend, transport } = await runDiagnosis({
      backend: { ticketKind: 'multipart', storage: () => storage },
    })
    expect(findings(diagnosis)).toEqual([])
    expect(transport.requests).toHaveLength(1)
    expect(backend.callsOf('abort')).toHaveLength(1)
    expect(backend.callsOf('complete')).toEqual([])
  })

  it('registers the probe only on request, and then says which file to delete', async () => {
    const { diagnosis, backend } = await runDiagnosis({ options: { confirm: true } })
    expect(findCheck(diagnosis, 'confirm')).toMatchObject({ outcome: 'ok', message: expect.stringContaining('file-1') })
    expect(backend.files).toHaveLength(1)
    expect(backend.callsOf('abandon')).toEqual([])
  })

  it('does not show an id that lets anybody use the file', async () => {
    const { diagnosis } = await runDiagnosis({ options: { confirm: true }, instead: { referenceIsCapability: true } })
    expect(findCheck(diagnosis, 'confirm').message).not.toContain('file-1')
  })

  it('may lack abandon, and then says that the probe may stay in storage', async () => {
    const { abandon: _, ...backend } = { ...createFakeBackend(), abandon: null }
    const diagnosis = await runChecks(backend, {}, createFakeDoctorPorts())
    expect(findings(diagnosis)).toEqual([])
    expect(findCheck(diagnosis, 'clean-up').message).toContain('may stay')
  })
})

describe('the last steps', () => {
  it('report that the backend does not register what storage has', async () => {
    const error = new UploadError('not-verified', 'Not found.', { status: 409 })
    const { diagnosis, backend } = await runDiagnosis({
      backend: { fail: { confirm: [{ error }] } },
      options: { confirm: true },
    })
    expect(findings(diagnosis)).toEqual(['problem confirm confirm-failed'])
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })

  it('report that the ticket could not be abandoned', async () => {
    const { diagnosis } = await runDiagnosis({ backend: { fail: { abandon: [{ error: new Error('no') }] } } })
    expect(findings(diagnosis)).toEqual(['warning clean-up clean-up-failed'])
  })
})

describe('the caller', () => {
  it('can abort the diagnosis, and the ticket is abandoned all the same', async () => {
    const controller = new AbortController()
    const transport = {
      ...createFakeTransport(),
      send: async (): Promise<never> => {
        controller.abort()
        throw new DOMException('aborted', 'AbortError')
      },
    }
    const backend = createFakeBackend()
    const ports = createFakeDoctorPorts({ transport })
    await expect(runChecks(backend, { signal: controller.signal }, ports)).rejects.toThrow('abort')
    await expect.poll(() => backend.callsOf('abandon').map(({ outcome }) => outcome)).toEqual(['answered'])
  })

  it('starts nothing with a signal that is already aborted', async () => {
    const backend = createFakeBackend()
    await expect(runChecks(backend, { signal: AbortSignal.abort() }, createFakeDoctorPorts())).rejects.toThrow('abort')
    expect(backend.calls).toEqual([])
  })

  it.each<[DiagnoseOptions, string]>([
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ file: 'a.txt' as unknown as File }, 'file'],
    [{ createWorker: 1 as unknown as () => Worker }, 'createWorker'],
  ])('gets a TypeError for a wrong option: %j', async (options, name) => {
    await expect(runChecks(createFakeBackend(), options, createFakeDoctorPorts())).rejects.toThrow(
      new RegExp(`^diagnose: the option '${name}' must be`),
    )
  })

  it.each(['https://storage.test', ['https://storage.test/bucket'], 5])(
    'gets a TypeError for wrong origins: %j',
    async (given) => {
      const options = { allowedOrigins: given as readonly string[] }
      await expect(runChecks(createFakeBackend(), options, createFakeDoctorPorts())).rejects.toThrow(
        /'allowedOrigins' must be a list of origins/,
      )
    },
  )

  it('gets a TypeError on a server, because there is no page to check', async () => {
    await expect(diagnose(createFakeBackend())).rejects.toThrow(/^diagnose examines the page/)
  })
})

it('lists each problem code once', () => {
  expect(new Set(problemCodes).size).toBe(problemCodes.length)
})
