import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createFakeRecovery } from '../testing/fakes/fakeRecovery.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'

const oneFile = () => createFakeFile('a.txt', 'hello')
const gatewayError = () => Object.assign(new Error('gone'), { status: 502 })
const serverError = () => Object.assign(new Error('broken'), { status: 500 })
const lost = { isAnswerLost: true, error: gatewayError }

describe('a confirm whose answer was lost', () => {
  it('is reconciled before it is repeated', async () => {
    const all = setUpEngine({ backend: { reconciles: true, fail: { confirm: [{ nth: 1, error: gatewayError }] } } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    const names = all.backend.calls.map(({ name }) => name)
    expect(names).toEqual(['ticket', 'confirm', 'reconcile', 'confirm'])
    expect(all.backend.files).toHaveLength(1)
  })

  it('is also reconciled when the user retries, and never repeated blindly', async () => {
    const all = setUpEngine({
      backend: {
        reconciles: true,
        fail: { confirm: [lost], reconcile: [1, 2, 3, 4].map((nth) => ({ nth, error: serverError })) },
      },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    const failed = all.uploader.getSnapshot().uploads[0]
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'confirm-ambiguous' } })
    all.uploader.retry('all')
    await all.clock.advance(100_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(all.backend.callsOf('confirm')).toHaveLength(1)
    expect(all.backend.files).toHaveLength(1)
  })

  it('does not wait for the reconcile call for ever', async () => {
    const never = new Promise(() => {})
    const all = setUpEngine({
      backend: {
        reconciles: true,
        fail: { confirm: [{ nth: 1, ...lost }] },
        gate: ({ name, nth }) => (name === 'reconcile' && nth === 1 ? never : undefined),
      },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(200_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(all.backend.callsOf('reconcile')).toHaveLength(2)
  })

  it('waits for the connection before it is reconciled', async () => {
    const all = setUpEngine({ backend: { reconciles: true, fail: { confirm: [{ nth: 1, ...lost }] } } })
    all.uploader.on('callStarted', ({ call }) => call === 'confirm' && all.connection.setOnline(false))
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'paused', by: 'offline', at: 'confirming' })
    all.connection.setOnline(true)
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(all.backend.files).toHaveLength(1)
  })

  it.each(['answer-malformed', 'record-mismatch', 'unknown'] as const)(
    'is not abandoned after %s, which does not tell whether there is a record',
    async (code) => {
      const error = () => new UploadError(code, 'What?')
      const all = setUpEngine({ backend: { fail: { confirm: [{ error, isAnswerLost: true }] } } })
      all.uploader.add([oneFile()])
      await all.clock.advance(60_000)
      all.uploader.remove('all')
      await all.clock.advance(1000)
      expect(all.backend.callsOf('abandon')).toEqual([])
    },
  )
})

describe('a confirm that is refused', () => {
  it.each([400, 403, 404, 409, 413, 422])(
    "with %i is repeated by the user's retry, without sending bytes",
    async (status) => {
      const error = () => Object.assign(new Error('no'), { status })
      const all = setUpEngine({ backend: { fail: { confirm: [{ nth: 1, error }] } } })
      all.uploader.add([oneFile()])
      await all.clock.advance(100_000)
      expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({
        status: 'failed',
        at: 'confirming',
        error: { status, retry: { when: 'by-hand', from: 'call' } },
      })
      all.uploader.retry('all')
      await all.clock.advance(1000)
      expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
      expect(all.backend.calls.map(({ name }) => name)).toEqual(['ticket', 'confirm', 'confirm'])
      expect(all.transport.requests).toHaveLength(1)
    },
  )

  it('is made by the next page if this one is closed', async () => {
    const recovery = createFakeRecovery()
    const options = { recovery }
    const error = () => Object.assign(new Error('no'), { status: 403 })
    const before = setUpEngine({ backend: { scope: 'a', fail: { confirm: [{ nth: 1, error }] } }, options })
    before.uploader.add([oneFile()])
    await before.clock.advance(100_000)
    before.crash()
    const all = setUpEngine({ before, options })
    await all.uploader.recover()
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(1)
  })
})

describe('a page that is being closed', () => {
  it('confirms every stored file with keepalive, even those that wait to be gathered or for a slot', async () => {
    const all = setUpEngine({
      backend: { gathers: true },
      transport: { bytesPerSecond: 10, outcomes: undefined as never },
    })
    all.uploader.add([createFakeFile('a.txt', 'a'), createFakeFile('b.txt', 'b'.repeat(1000))])
    await all.clock.advance(120)
    expect(all.backend.callsOf('confirm')).toEqual([])
    all.page.leave()
    await all.clock.advance(0)
    expect(all.backend.callsOf('confirm')).toMatchObject([{ keepalive: true }])
  })

  it('does not wait for the next attempt of a confirm', async () => {
    const all = setUpEngine({
      backend: { confirmIsIdempotent: true, fail: { confirm: [{ nth: 1, error: gatewayError }] } },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(10)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'queued', next: 'confirming' })
    all.page.leave()
    await all.clock.advance(10)
    expect(all.backend.callsOf('confirm')).toMatchObject([{ keepalive: false }, { keepalive: true }])
  })

  it.each([
    [true, [false, true]],
    [false, [false]],
  ])('repeats a confirm in flight if that is safe: %s', async (confirmIsIdempotent, keepalive) => {
    const all = setUpEngine({
      backend: { confirmIsIdempotent, gate: ({ name }) => (name === 'confirm' ? new Promise(() => {}) : undefined) },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(10)
    all.page.leave()
    await all.clock.advance(10)
    expect(all.backend.callsOf('confirm').map((call) => call.keepalive)).toEqual(keepalive)
  })

  it('has a listener only while there is an uploader with files', () => {
    const all = setUpEngine()
    expect(all.page.listeners).toBe(0)
    all.uploader.add([oneFile()])
    expect(all.page.listeners).toBe(1)
    all.uploader.destroy()
    expect(all.page.listeners).toBe(0)
  })
})
