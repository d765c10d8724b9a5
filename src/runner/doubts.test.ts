import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { fakeStorageOrigin } from '../testing/fakes/fakeTransport.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { TicketAnswer } from '../contract/ticket.js'

const oneFile = () => createFakeFile('a.txt', 'hello')
const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]
const withStatus = (status: number) => () => Object.assign(new Error('no'), { status })
const lost = { nth: 1, isAnswerLost: true, error: withStatus(500) }
const taken = { kind: 'refused', refusal: { status: 412, code: 'PreconditionFailed' } } as const
const broken: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 5 }

/** Each ticket works once and has its own key, which `keyOf` returns. */
function setUp(keyOf: (ticket: number) => string, setup: EngineSetup): EngineUnderTest {
  const all = setUpEngine(setup)
  let tickets = 0
  const requestTicket = async (): Promise<TicketAnswer> => {
    const key = keyOf((tickets += 1))
    return { kind: 'put', url: `${fakeStorageOrigin}/${key}?X-Amz-Signature=s`, reference: { key }, singleUse: true }
  }
  all.uploader.setOptions({ backend: { ...all.backend, requestTicket } })
  return all
}

describe('storage that says that an object already exists', () => {
  it('is believed if an unanswered attempt with the same key may have stored it', async () => {
    const all = setUp(() => 'k', { transport: { outcomes: [broken, taken] } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(2)
  })

  it('is not believed for a key other than that of the unanswered attempt', async () => {
    const all = setUp((ticket) => `k${ticket}`, { transport: { outcomes: [broken, taken, taken] } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'storage-refused', status: 412 } })
    expect(all.backend.callsOf('confirm')).toEqual([])
  })

  it('is believed if the browser repeated the request by itself', async () => {
    const all = setUp(() => 'k', { transport: { outcomes: [{ ...taken, wasRepeated: true }] } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(1)
  })

  it('is not believed if the backend needs the ETag, which never arrived', async () => {
    const all = setUp((ticket) => `k${Math.ceil(ticket / 2)}`, { transport: { outcomes: [broken, taken] } })
    all.uploader.setOptions({ backend: { ...all.uploader.getBackend(), needsEtag: true } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(3)
  })

  it('leads to one new ticket if nothing explains it', async () => {
    const all = setUp((ticket) => `k${ticket}`, { transport: { outcomes: [taken] } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.transport.requests).toHaveLength(2)
  })
})

describe('a confirm that is refused', () => {
  it.each([400, 403, 404, 409, 422])('with %i is reconciled if the API supports it', async (status) => {
    const all = setUpEngine({
      backend: { reconciles: true, fail: { confirm: [{ nth: 1, isAnswerLost: true, error: withStatus(status) }] } },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'done' })
    expect(all.backend.callsOf('confirm')).toHaveLength(1)
    expect(all.backend.files).toHaveLength(1)
  })

  it.each([400, 403, 404, 409])(
    'with %i after a lost one stays in doubt if the API cannot be asked',
    async (status) => {
      const refused = { nth: 2, error: withStatus(status) }
      const all = setUpEngine({ backend: { fail: { confirm: [lost, refused] } } })
      all.uploader.add([oneFile()])
      await all.clock.advance(60_000)
      expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'confirm-ambiguous' } })
      all.uploader.retry('all')
      await all.clock.advance(60_000)
      expect(shown(all)).toMatchObject({
        status: 'failed',
        at: 'confirming',
        error: { code: 'confirm-ambiguous', retry: { when: 'by-hand', from: 'call' } },
      })
      expect(all.transport.requests).toHaveLength(1)
    },
  )

  it('under a new ticket is not doubted because of the old one', async () => {
    const refused = { nth: 2, error: withStatus(422) }
    const all = setUp((ticket) => `k${ticket}`, { backend: { fail: { confirm: [lost, refused] } } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    all.uploader.retry('all', { from: 'ticket' })
    await all.clock.advance(60_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'request-invalid' } })
    all.uploader.remove('all')
    await all.clock.advance(1000)
    // The first one may be registered, so it stays.
    expect(all.backend.callsOf('abandon').map(({ ids }) => ids)).toEqual([['k2']])
  })
})

describe('a refused call to complete the parts', () => {
  it.each([400, 403, 404, 409])(
    'with %i is reconciled, because an earlier call may have completed them',
    async (status) => {
      const all = setUpEngine({
        backend: {
          ticketKind: 'multipart',
          fail: { complete: [{ nth: 1, isAnswerLost: true, error: withStatus(status) }] },
        },
      })
      all.uploader.add([oneFile()])
      await all.clock.advance(60_000)
      expect(shown(all)).toMatchObject({ status: 'done' })
      expect(all.backend.callsOf('complete')).toHaveLength(1)
      expect(all.transport.requests).toHaveLength(1)
    },
  )
})
