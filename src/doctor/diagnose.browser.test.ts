import { describe, expect, it } from 'vitest'
import { diagnose, type DiagnoseOptions } from '../doctor.js'
import type { UploadBackend } from '../contract/backend.js'
import { sinkPlace } from '../../test/storage-sink/sink.js'
import type { SinkMode } from '../../test/storage-sink/storageSink.js'
import { findings } from '../../test/doctor/findings.js'

/** A minimal backend whose tickets lead to the storage sink. */
function backendFor(mode: SinkMode, query: Readonly<Record<string, string | number>> = {}): UploadBackend {
  const { url } = sinkPlace(mode, { 'X-Amz-Signature': 'sentinel', ...query })
  return {
    name: 'sink',
    digest: 'md5',
    sharesFiles: false,
    needsEtag: true,
    etagIsMd5: true,
    requestTicket: async () => ({ kind: 'put', url, headers: { 'Content-Type': 'text/plain' } }),
    confirm: async () => ({ id: '1' }),
  }
}

async function run(backend: UploadBackend, options: DiagnoseOptions = {}): Promise<readonly string[]> {
  const diagnosis = await diagnose(backend, options)
  expect(JSON.stringify(diagnosis)).not.toMatch(/sentinel|127\.0\.0\.1:\d+\/(?!")/)
  return findings(diagnosis)
}

const createLostWorker = (): Worker => new Worker('/nowhere/worker.js', { type: 'module' })

function createForbiddenWorker(): Worker {
  throw new DOMException('no', 'SecurityError')
}

describe('diagnose', () => {
  it.each<[SinkMode, readonly string[]]>([
    ['ok', []],
    ['hiddenEtag', ['problem etag etag-hidden']],
    ['noCors', ['problem cors cors-answer-hidden']],
    ['refusedPreflight', ['problem preflight cors-method-refused']],
    ['cutAfterBody', ['problem storage connection-broken']],
    ['html', ['problem storage not-storage']],
    ['error', ['problem clock clock-skew']],
    ['etag', ['problem etag etag-hidden']],
  ])('judges storage in the mode %s', async (mode, expected) => {
    expect(await run(backendFor(mode))).toEqual(expected)
  })

  it('finds an ETag that is not a digest', async () => {
    const backend = backendFor('etag', { etag: '"00000000000000000000000000000000"' })
    expect(await run(backend)).toEqual(['problem etag etag-not-md5'])
  })

  it('finds storage that does not answer in time', async () => {
    expect(await run(backendFor('hang'), { timeoutMs: 10_000 })).toEqual(['problem storage storage-slow'])
  })

  it('finds a worker of the app that cannot start', async () => {
    for (const createWorker of [createLostWorker, createForbiddenWorker]) {
      expect(await run(backendFor('ok'), { createWorker })).toEqual(['warning worker own-worker-failed'])
    }
  })

  it('sends nothing to an origin that the app does not allow', async () => {
    const backend = backendFor('ok')
    const isOurs = await run(backend, { allowedOrigins: [new URL(sinkPlace('ok').url).origin] })
    expect(isOurs).toEqual([])
    expect(await run(backend, { allowedOrigins: ['https://elsewhere.test'] })).toEqual([
      'problem address ticket-unusable',
    ])
  })

  it('can be aborted', async () => {
    const controller = new AbortController()
    const running = diagnose(backendFor('hang'), { signal: controller.signal })
    setTimeout(() => controller.abort(), 200)
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
