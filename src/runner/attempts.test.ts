import { describe, expect, it, vi } from 'vitest'
import type { MultipartCalls } from '../contract/multipart.js'
import type { SendOutcome } from '../contract/ports/transport.js'
import { UploadError } from '../errors/UploadError.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'

const mebibyte = 1024 ** 2
const bigFile = () => createFakeFile('big.bin', new Uint8Array(12 * mebibyte))

/** The error of an adapter that loads its code with the first call. */
function codeNotLoaded(): UploadError {
  const cause = Object.assign(new Error('Loading chunk 7 failed.'), { name: 'ChunkLoadError' })
  return new UploadError('server-unreachable', 'The code for calls could not be loaded.', { cause })
}

/** Returns the attempts that the row showed in a status, without repetitions. */
function watchAttempts({ uploader }: EngineUnderTest, status: string): readonly number[] {
  const seen: number[] = []
  let before = ''
  uploader.subscribe(() => {
    const [upload] = uploader.getSnapshot().uploads
    if (upload?.status === status && before !== status) seen.push(upload.attempt)
    before = upload?.status ?? ''
  })
  return seen
}

describe('the attempt that a row shows', () => {
  it('is the first one again if the connection was lost after a part had arrived', async () => {
    const all = setUpEngine({
      backend: { ticketKind: 'multipart' },
      transport: { bytesPerSecond: 5 * mebibyte },
      options: { concurrency: { sending: 1 } },
    })
    const attempts = watchAttempts(all, 'sending')
    all.uploader.add([bigFile()])
    await all.clock.advance(1500)
    all.connection.setOnline(false)
    await all.clock.advance(1000)
    all.connection.setOnline(true)
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(attempts).toEqual([1, 1])
  })

  it('does not count that the code of an adapter could not be loaded while a file was sent', async () => {
    const all = setUpEngine({ backend: { ticketKind: 'multipart' }, transport: { bytesPerSecond: 5 * mebibyte } })
    const signParts = vi.spyOn(all.backend.multipart as MultipartCalls, 'signParts')
    for (let failures = 0; failures < 3; failures += 1) signParts.mockRejectedValueOnce(codeNotLoaded())
    const attempts = watchAttempts(all, 'sending')
    all.uploader.add([bigFile()])
    await all.clock.advance(1)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'paused', by: 'offline', at: 'sending' })
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(new Set(attempts)).toEqual(new Set([1]))
  })

  it('does not count that the code of an adapter could not be loaded for a ticket, nor does the call', async () => {
    const all = setUpEngine({ backend: { latencyMs: 200 } })
    const requestTicket = vi.spyOn(all.backend, 'requestTicket')
    for (let failures = 0; failures < 5; failures += 1) requestTicket.mockRejectedValueOnce(codeNotLoaded())
    const attempts = watchAttempts(all, 'requesting')
    all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(new Set(attempts)).toEqual(new Set([1]))
    expect(new Set(requestTicket.mock.calls.map(([, { attempt }]) => attempt))).toEqual(new Set([1]))
  })
})

describe('a file that a person pauses and resumes more often than it may be sent automatically', () => {
  it('says that it is sent again, and is still tried again after an error', async () => {
    const broken: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 40 }
    const outcomes = (_: unknown, nth: number) => (nth === 8 ? broken : undefined)
    const all = setUpEngine({ transport: { bytesPerSecond: 40, outcomes } })
    const attempts = watchAttempts(all, 'sending')
    const [id = ''] = all.uploader.add([createFakeFile('a.txt', 'x'.repeat(80))]).accepted
    for (let pauses = 0; pauses < 8; pauses += 1) {
      await all.clock.advance(1000)
      all.uploader.pause(id)
      all.uploader.resume(id)
    }
    await all.clock.advance(60_000)
    expect(all.uploader.getUpload(id)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(10)
    expect(attempts).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 2, 2])
  })
})

describe('a confirm whose code could not be loaded', () => {
  it('is made later, because nothing can have been registered', async () => {
    const all = setUpEngine()
    const confirm = vi.spyOn(all.backend, 'confirm').mockRejectedValueOnce(codeNotLoaded())
    all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(confirm).toHaveBeenCalledTimes(2)
  })
})
