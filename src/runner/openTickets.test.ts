import { describe, expect, it, vi } from 'vitest'
import type { MultipartCalls } from '../contract/multipart.js'
import type { TicketRequest } from '../contract/backend.js'
import { UploadError } from '../errors/UploadError.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { fakeStorageOrigin } from '../testing/fakes/fakeTransport.js'
import { type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'

const mebibyte = 1024 ** 2
const used = () => new UploadError('already-used', 'The ticket has been used.')
const bigFile = () => createFakeFile('big.bin', new Uint8Array(12 * mebibyte))
const statuses = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads.map(({ status }) => status)
const abandoned = ({ backend }: EngineUnderTest) => [
  ...backend.callsOf('abort').map(({ ids }) => `abort ${ids.join()}`),
  ...backend.callsOf('abandon').map(({ ids }) => `abandon ${ids.join()}`),
]

describe('a ticket that nobody will use', () => {
  it('is abandoned once when a retry starts with another because it was used', async () => {
    const all = setUpEngine({
      backend: { ticketKind: 'multipart', fail: { signParts: [{ nth: 1, error: used }] } },
    })
    const { accepted } = all.uploader.add([bigFile()])
    await all.clock.advance(1000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'failed', error: { code: 'already-used' } })
    all.uploader.retry('all')
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['done'])
    expect(abandoned(all)).toEqual([`abort ${accepted[0]}`])
  })

  it('is abandoned once when the backend answers the next request with a file that it has', async () => {
    const expired = { kind: 'refused', refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' } }
    let tickets = 0
    const existing = ({ id, name }: TicketRequest) => ((tickets += 1) > 1 ? { id: `file of ${id}`, name } : undefined)
    const all = setUpEngine({ backend: { existing }, transport: { outcomes: [expired as never] } })
    const { accepted } = all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done', outcome: 'existing' })
    expect(abandoned(all)).toEqual([`abandon ${accepted[0]}`])
  })
})

describe('a ticket that may have been registered', () => {
  it('is not abandoned when the backend has the file after its bytes had been stored', async () => {
    const notVerified = () => new UploadError('not-verified', 'No such bytes yet.')
    let tickets = 0
    const existing = ({ id, name }: TicketRequest) => ((tickets += 1) > 1 ? { id: `file of ${id}`, name } : undefined)
    const all = setUpEngine({ backend: { existing, fail: { confirm: [{ nth: 1, error: notVerified }] } } })
    all.uploader.add([createFakeFile('a.txt')])
    await all.clock.advance(60_000)
    expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done', outcome: 'existing' })
    expect(abandoned(all)).toEqual([])
  })

  it.each(['retry', 'remove'] as const)(
    'is not abandoned by %s after a confirm said that it was used',
    async (call) => {
      const all = setUpEngine({ backend: { fail: { confirm: [{ nth: 1, error: used }] } } })
      all.uploader.add([createFakeFile('a.txt')])
      await all.clock.advance(1000)
      expect(all.uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'failed', error: { code: 'already-used' } })
      all.uploader[call]('all')
      await all.clock.advance(1000)
      expect(statuses(all)).toEqual(call === 'retry' ? ['done'] : [])
      expect(abandoned(all)).toEqual([])
    },
  )

  it.each(['retry', 'remove'] as const)('is not abandoned by %s after another upload took its object', async (call) => {
    const forbidden = () => Object.assign(new Error('no'), { status: 403 })
    const all = setUpEngine({ backend: { fail: { confirm: [{ nth: 1, error: forbidden }] } } })
    const requestTicket = async ({ id }: TicketRequest) => {
      const url = `${fakeStorageOrigin}/avatar?X-Amz-Signature=${id}`
      return { kind: 'put', url, reference: { key: `key-${id}` } } as const
    }
    all.uploader.setOptions({ backend: { ...all.backend, requestTicket } })
    const { accepted } = all.uploader.add([createFakeFile('a.txt', 'hello')])
    await all.clock.advance(1000)
    const later = all.uploader.add([createFakeFile('a.txt', 'jello')]).accepted
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['failed', 'done'])
    // Its row is gone, but its file is not.
    all.uploader.remove(later)
    all.uploader[call](accepted)
    await all.clock.advance(1000)
    expect(abandoned(all)).toEqual([])
  })
})

describe('an upload that comes back with its own ticket while another sends the same bytes', () => {
  const slowly = { transport: { bytesPerSecond: 40 } }
  const twins = () => [createFakeFile('a.txt', 'x'.repeat(80)), createFakeFile('a.txt', 'x'.repeat(80))]

  /** The first was paused and resumed, and the second sends meanwhile. */
  async function setUpTwins(): Promise<{ all: EngineUnderTest; first: string; second: string }> {
    const all = setUpEngine(slowly)
    const [first = '', second = ''] = all.uploader.add(twins()).accepted
    await all.clock.advance(500)
    all.uploader.pause(first)
    await all.clock.advance(500)
    all.uploader.resume(first)
    await all.clock.advance(100)
    return { all, first, second }
  }

  it('waits for that file, and abandons its ticket when it is there', async () => {
    const { all, first, second } = await setUpTwins()
    expect(all.uploader.getUpload(first)).toMatchObject({ status: 'queued', twinOf: second })
    await all.clock.advance(10_000)
    expect(all.uploader.getUpload(first)).toMatchObject({ status: 'done', outcome: 'existing' })
    expect(all.transport.requests).toHaveLength(2)
    expect(abandoned(all)).toEqual([`abandon ${first}`])
  })

  it('sends its bytes under its own ticket when the other one is called off', async () => {
    const { all, first, second } = await setUpTwins()
    all.uploader.cancel(second)
    await all.clock.advance(10_000)
    expect(all.uploader.getUpload(first)).toMatchObject({ status: 'done', outcome: 'uploaded' })
    expect(all.backend.callsOf('ticket').map(({ ids }) => ids[0])).toEqual([first, second])
    expect(abandoned(all)).toEqual([`abandon ${second}`])
  })

  it('is waited for by files of the same bytes that are added later', async () => {
    const all = setUpEngine(slowly)
    const [first = ''] = all.uploader.add(twins().slice(1)).accepted
    await all.clock.advance(500)
    all.uploader.pause(first)
    all.uploader.resume(first)
    await all.clock.advance(100)
    const [later = ''] = all.uploader.add(twins().slice(1)).accepted
    await all.clock.advance(100)
    expect(all.uploader.getUpload(later)).toMatchObject({ status: 'queued', twinOf: first })
  })

  it('keeps the parts that storage has while it waits', async () => {
    const all = setUpEngine({
      backend: { ticketKind: 'multipart' },
      transport: { bytesPerSecond: 5 * mebibyte },
      options: { concurrency: { sending: 1 } },
    })
    const [first = '', second = ''] = all.uploader.add([bigFile(), bigFile()]).accepted
    await all.clock.advance(1500)
    all.uploader.pause(first)
    await all.clock.advance(100)
    all.uploader.resume(first)
    await all.clock.advance(100)
    expect(all.uploader.getUpload(first)).toMatchObject({ status: 'queued', twinOf: second })
    const signParts = vi.spyOn(all.backend.multipart as MultipartCalls, 'signParts')
    all.uploader.pause(second)
    await all.clock.advance(60_000)
    expect(all.uploader.getUpload(first)).toMatchObject({ status: 'done', outcome: 'uploaded' })
    const numbers = signParts.mock.calls.flatMap(([, parts]) => parts.map(({ number }) => number))
    expect(numbers).toEqual([2, 3])
  })
})
