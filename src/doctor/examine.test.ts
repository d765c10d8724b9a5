import { describe, expect, it } from 'vitest'
import { UploadError } from '../errors/UploadError.js'
import { diagnose } from '../doctor.js'
import { createFakeBackend } from '../testing/fakeBackend.js'
import { createFakeTransport } from '../testing/fakeTransport.js'
import { checkNames, problemCodes } from './diagnosis.js'
import { examine } from './examine.js'
import type { DiagnoseOptions } from './options.js'
import { createFakeDoctorPorts } from './testing/fakeDoctorPorts.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { runExamination } from './testing/runExamination.js'

describe('a sound set-up', () => {
  for (const ticketKind of ['put', 'post'] as const) {
    it(`is told to be one, by ${ticketKind}`, async () => {
      const { diagnosis, backend, transport } = await runExamination({ backend: { ticketKind } })
      expect(findings(diagnosis)).toEqual([])
      expect(diagnosis).toMatchObject({ ok: true, backend: 'fake' })
      expect(diagnosis.checks.map(({ name }) => name)).toEqual(checkNames)
      expect(backend.callsOf('confirm')).toEqual([])
      expect(backend.callsOf('abandon')).toHaveLength(1)
      expect(transport.requests).toHaveLength(1)
    })
  }

  it('is examined with bytes that are new each time', async () => {
    const transport = createFakeTransport()
    const ports = createFakeDoctorPorts({ transport, date: () => 1 })
    await examine(createFakeBackend(), {}, ports)
    await examine(createFakeBackend(), {}, ports)
    const bodies = await Promise.all(transport.requests.map(({ body }) => body.text()))
    expect(bodies).toHaveLength(2)
    expect(new Set(bodies).size).toBe(2)
  })

  it('is examined with one part where the API gives tickets for parts, which is freed again', async () => {
    const storage = new Map<string, Blob>()
    const { diagnosis, backend, transport } = await runExamination({
      backend: { ticketKind: 'multipart', storage: () => storage },
    })
    expect(findings(diagnosis)).toEqual([])
    expect(transport.requests).toHaveLength(1)
    expect(backend.callsOf('abort')).toHaveLength(1)
    expect(backend.callsOf('complete')).toEqual([])
  })

  it('has the probe registered only where that is asked for, and says what is left', async () => {
    const { diagnosis, backend } = await runExamination({ options: { confirm: true } })
    expect(findCheck(diagnosis, 'confirm')).toMatchObject({ outcome: 'ok', message: expect.stringContaining('file-1') })
    expect(backend.files).toHaveLength(1)
    expect(backend.callsOf('abandon')).toEqual([])
  })

  it('keeps an id to itself that lets anybody use the file', async () => {
    const { diagnosis } = await runExamination({ options: { confirm: true }, instead: { referenceIsCapability: true } })
    expect(findCheck(diagnosis, 'confirm').message).not.toContain('file-1')
  })

  it('may be one that takes no ticket back, and says that something stays', async () => {
    const { abandon: _, ...backend } = { ...createFakeBackend(), abandon: null }
    const diagnosis = await examine(backend, {}, createFakeDoctorPorts())
    expect(findings(diagnosis)).toEqual([])
    expect(findCheck(diagnosis, 'clean-up').message).toContain('may stay')
  })
})

describe('the end', () => {
  it('is told where the backend does not register what storage has', async () => {
    const error = new UploadError('not-verified', 'Not found.', { status: 409 })
    const { diagnosis, backend } = await runExamination({
      backend: { fail: { confirm: [{ error }] } },
      options: { confirm: true },
    })
    expect(findings(diagnosis)).toEqual(['problem confirm confirm-failed'])
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })

  it('is told where the backend does not take its ticket back', async () => {
    const { diagnosis } = await runExamination({ backend: { fail: { abandon: [{ error: new Error('no') }] } } })
    expect(findings(diagnosis)).toEqual(['warning clean-up clean-up-failed'])
  })
})

describe('whoever calls', () => {
  it('can end the examination, and the ticket is given back all the same', async () => {
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
    await expect(examine(backend, { signal: controller.signal }, ports)).rejects.toThrow('abort')
    await expect.poll(() => backend.callsOf('abandon').map(({ outcome }) => outcome)).toEqual(['answered'])
  })

  it('begins nothing under a signal that has fired', async () => {
    const backend = createFakeBackend()
    await expect(examine(backend, { signal: AbortSignal.abort() }, createFakeDoctorPorts())).rejects.toThrow('abort')
    expect(backend.calls).toEqual([])
  })

  it.each<[DiagnoseOptions, string]>([
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ file: 'a.txt' as unknown as File }, 'file'],
    [{ createWorker: 1 as unknown as () => Worker }, 'createWorker'],
  ])('is told of a wrong option: %j', async (options, name) => {
    await expect(examine(createFakeBackend(), options, createFakeDoctorPorts())).rejects.toThrow(
      new RegExp(`^diagnose: the option '${name}' must be`),
    )
  })

  it.each(['https://storage.test', ['https://storage.test/bucket'], 5])(
    'is told of wrong origins: %j',
    async (given) => {
      const options = { allowedOrigins: given as readonly string[] }
      await expect(examine(createFakeBackend(), options, createFakeDoctorPorts())).rejects.toThrow(
        /^allowedOrigins must be a list of origins/,
      )
    },
  )

  it('cannot ask on a server, where there is no page', async () => {
    await expect(diagnose(createFakeBackend())).rejects.toThrow(/^diagnose examines the page/)
  })
})

it('has each code once', () => {
  expect(new Set(problemCodes).size).toBe(problemCodes.length)
})
