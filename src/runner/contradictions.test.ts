import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { fakeDigest } from '../testing/fakes/fakeDigest.js'
import { fakeStorageOrigin } from '../testing/fakes/fakeTransport.js'
import { createEngine, type EngineSetup, type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'
import { createHeldKeys } from '../page/heldKeys.js'
import { createAnsweredServers } from '../page/answeredServers.js'
import { createSlotPool } from '../page/slots.js'
import type { TicketAnswer } from '../contract/ticket.js'
import type { TicketRequest, UploadBackend } from '../contract/backend.js'

const oneFile = (content = 'hello') => createFakeFile('a.txt', content)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const ours = { md5: fakeDigest(bytes('hello'), 'md5'), 'sha-256': fakeDigest(bytes('hello'), 'sha-256') }
const others = { md5: fakeDigest(bytes('jello'), 'md5'), 'sha-256': fakeDigest(bytes('jello'), 'sha-256') }

/** An engine whose backend answers what the test says. */
function setUp(answer: (request: TicketRequest) => unknown, setup: EngineSetup = {}): EngineUnderTest {
  const all = setUpEngine(setup)
  const requestTicket = async (request: TicketRequest): Promise<TicketAnswer> => answer(request) as TicketAnswer
  all.uploader.setOptions({ backend: { ...all.backend, requestTicket } })
  return all
}

const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads
const statuses = (all: EngineUnderTest) => shown(all).map(({ status }) => status)

/** How the row ended, and what the backend and storage received. */
function endOf(all: EngineUnderTest): unknown {
  const [row] = shown(all)
  const end = row?.status === 'failed' ? [row.at, row.error.code, row.error.retry.when] : [row?.status]
  return [...end, all.transport.requests.length, all.backend.callsOf('abandon').length]
}

const refusedUnsent = ['requesting', 'answer-malformed', 'by-hand', 0, 0]

describe('an existing file that is another one', () => {
  it.each([
    ['size', { size: 6 }],
    ['size, and is empty', { size: 0 }],
    ['digest', { digest: others.md5 }],
    ['digest, in hexadecimal digits', { md5: others.md5.hex.toUpperCase() }],
    ['checksum, in base64', { checksum: others.md5.base64 }],
    ['digest, in base64 only', { digest: { algorithm: 'md5', base64: others.md5.base64 } }],
  ])('by its %s is refused', async (_, facts) => {
    const all = setUp(() => ({ kind: 'existing', file: { id: 'f', ...facts } }))
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(endOf(all)).toEqual(refusedUnsent)
  })

  it.each([
    { size: 5, digest: ours.md5, checksum: ours.md5.base64 },
    { digest: others['sha-256'], sha256: others['sha-256'].hex, checksum: 'v1' },
    { size: undefined },
    { size: NaN },
    { digest: { ...ours.md5, hex: ours.md5.hex.toUpperCase() } },
    { digest: { ...ours.md5, hex: null } },
  ])('is accepted if nothing contradicts it: %j', async (facts) => {
    const all = setUp(() => ({ kind: 'existing', file: { id: 'f', ...facts } }))
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)[0]).toMatchObject({ status: 'done', outcome: 'existing' })
  })
})

describe('a ticket that was signed for another file', () => {
  const url = `${fakeStorageOrigin}/k`
  it.each([
    ['md5', { kind: 'put', url, headers: { 'Content-MD5': others.md5.base64 } }],
    ['md5', { kind: 'put', url, headers: { 'content-length': '6' } }],
    ['md5', { kind: 'put', url, headers: { 'x-goog-hash': `crc32c=AAAAAA==,md5=${others.md5.base64}` } }],
    ['md5', { kind: 'put', url: `${url}?Content-MD5=${encodeURIComponent(others.md5.base64)}` }],
    ['sha-256', { kind: 'put', url, headers: { 'X-Amz-Checksum-Sha256': others['sha-256'].base64 } }],
    ['sha-256', { kind: 'put', url, headers: { 'x-amz-content-sha256': others['sha-256'].hex } }],
    [
      'md5',
      {
        kind: 'post',
        url,
        fields: [
          ['Content-MD5', others.md5.base64],
          ['file', '@file'],
        ],
      },
    ],
  ] as const)('is refused (%s, %j)', async (digest, ticket) => {
    const all = setUp(() => ticket, { backend: { digest } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(endOf(all)).toEqual(refusedUnsent)
  })

  it.each([
    { 'Content-MD5': ours.md5.base64, 'content-length': '5', 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    { 'x-amz-checksum-sha256': others['sha-256'].base64 },
  ])(
    'is distinguished from one that was signed for this file, or for a digest that was not computed: %j',
    async (headers) => {
      const all = setUp(() => ({ kind: 'put', url, headers }))
      all.uploader.add([oneFile()])
      await all.clock.advance(60_000)
      expect(statuses(all)).toEqual(['done'])
    },
  )

  it('is also refused for a part', async () => {
    const all = setUpEngine({ backend: { ticketKind: 'multipart' } })
    const signParts = async () => [{ url, headers: { 'content-length': '6' } }]
    const multipart = { ...all.backend.multipart, signParts } as NonNullable<UploadBackend['multipart']>
    all.uploader.setOptions({ backend: { ...all.backend, multipart } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)[0]).toMatchObject({ status: 'failed', error: { code: 'answer-malformed' } })
    expect(all.transport.requests).toEqual([])
  })
})

describe('a hole in a gathered answer', () => {
  const holes: [string, (answers: readonly unknown[]) => unknown][] = [
    [
      'nothing in its place',
      ([first, , third]) => {
        const answers: unknown[] = []
        answers[0] = first
        answers[2] = third
        return answers
      },
    ],
    ['undefined', ([first, , third]) => [first, undefined, third]],
    ['null', ([first, , third]) => [first, null, third]],
    ['no error', ([first, , third]) => [first, { kind: 'failed' }, third]],
  ]

  it.each(holes)('of tickets (%s) fails its own row only', async (_, cut) => {
    const all = setUpEngine({ backend: { gathers: true } })
    const cutTickets: UploadBackend['requestTickets'] = async (...asked) =>
      cut((await all.backend.requestTickets?.(...asked)) ?? []) as readonly TicketAnswer[]
    all.uploader.setOptions({ backend: { ...all.backend, requestTickets: cutTickets } })
    all.uploader.add([0, 1, 2].map((index) => createFakeFile(`${index}.txt`, `file ${index}`)))
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['done', 'failed', 'done'])
  })

  it.each(holes)('of confirms (%s) fails its own row only', async (_, cut) => {
    const all = setUpEngine({ backend: { gathers: true } })
    const cutFiles: UploadBackend['confirmMany'] = async (...asked) =>
      cut((await all.backend.confirmMany?.(...asked)) ?? []) as never
    all.uploader.setOptions({ backend: { ...all.backend, confirmMany: cutFiles } })
    all.uploader.add([0, 1, 2].map((index) => createFakeFile(`${index}.txt`, `file ${index}`)))
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['done', 'failed', 'done'])
  })

  it.each([
    ['too few', (answers: readonly unknown[]) => answers.slice(1)],
    ['too many', (answers: readonly unknown[]) => [...answers, answers[0]]],
    ['no list', () => ({})],
  ])('of answers: %s fails all rows, and none hangs', async (_, change) => {
    const all = setUpEngine({ backend: { gathers: true } })
    const changed: UploadBackend['requestTickets'] = async (...asked) =>
      change((await all.backend.requestTickets?.(...asked)) ?? []) as readonly TicketAnswer[]
    all.uploader.setOptions({ backend: { ...all.backend, requestTickets: changed } })
    all.uploader.add([0, 1].map((index) => createFakeFile(`${index}.txt`, `file ${index}`)))
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['failed', 'failed'])
    expect(all.transport.requests).toEqual([])
  })

  it('of signed parts fails the file', async () => {
    const all = setUpEngine({ backend: { ticketKind: 'multipart' } })
    const signParts = async () => Array.from<never>({ length: 1 })
    const multipart = { ...all.backend.multipart, signParts } as NonNullable<UploadBackend['multipart']>
    all.uploader.setOptions({ backend: { ...all.backend, multipart } })
    all.uploader.add([oneFile()])
    await all.clock.advance(60_000)
    expect(shown(all)[0]).toMatchObject({ status: 'failed', error: { code: 'answer-malformed' } })
  })
})

describe('a key that another upload of the page has', () => {
  const forbidden = () => Object.assign(new Error('no'), { status: 403 })
  const sameReference = ({ id }: TicketRequest) => ({
    kind: 'put',
    url: `${fakeStorageOrigin}/${id}?X-Amz-Signature=s`,
    reference: 'avatar',
  })
  let signatures = 0
  const samePath = ({ id }: TicketRequest) => ({
    kind: 'put',
    url: `${fakeStorageOrigin}/avatar?X-Amz-Signature=${(signatures += 1)}`,
    reference: id,
  })
  const sameField = ({ id }: TicketRequest) => ({
    kind: 'post',
    url: `${fakeStorageOrigin}/bucket`,
    fields: [
      ['key', 'avatar'],
      ['file', '@file'],
    ],
    reference: id,
  })
  const ways = [
    ['reference', sameReference],
    ['path', samePath],
    ['form field', sameField],
  ] as const

  it.each(ways)('is refused for other content (%s), even after the first upload is done', async (_, answer) => {
    const all = setUp(answer)
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    all.uploader.add([oneFile('jello')])
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['done', 'failed'])
    expect(shown(all)[1]).toMatchObject({ error: { code: 'answer-malformed', retry: { when: 'by-hand' } } })
    expect(all.transport.requests).toHaveLength(1)
    all.uploader.remove(shown(all)[1]?.id ?? '')
    await all.clock.advance(1000)
    // Abandoning the key would have deleted the other upload's file.
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it.each(ways)('is refused for other content (%s) while the first upload is in progress', async (_, answer) => {
    const all = setUp(answer, { transport: { bytesPerSecond: 1 } })
    all.uploader.add([oneFile(), oneFile('jello')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['sending', 'failed'])
  })

  it.each(ways)(
    'is free again when the row is removed (%s), and the refused upload can be retried',
    async (_, answer) => {
      const all = setUp(answer)
      all.uploader.add([oneFile(), oneFile('jello')])
      await all.clock.advance(1000)
      expect(statuses(all)).toEqual(['done', 'failed'])
      all.uploader.remove(shown(all)[0]?.id ?? '')
      all.uploader.retry('all')
      await all.clock.advance(1000)
      expect(statuses(all)).toEqual(['done'])
    },
  )

  it.each([{}, [], false, { key: null, part: '' }])('is unknown if the reference is empty: %j', async (reference) => {
    const all = setUp((request) => ({ ...sameReference(request), reference }))
    all.uploader.add([oneFile(), oneFile('jello')])
    await all.clock.advance(60_000)
    expect(statuses(all)).toEqual(['done', 'done'])
  })

  it('is free again when the row is replaced, as with an avatar', async () => {
    const all = setUp(sameReference, { options: { restrictions: { maxFiles: 1, overflow: 'replace' } } })
    for (const content of ['hello', 'jello', 'cello']) {
      all.uploader.add([oneFile(content)])
      // oxlint-disable-next-line no-await-in-loop -- one avatar after the other
      await all.clock.advance(1000)
      expect(statuses(all)).toEqual(['done'])
    }
  })

  it('is compared by size if there is no digest', async () => {
    const all = setUp(samePath, { backend: { digest: null } })
    all.uploader.add([oneFile(), oneFile('jello'), oneFile('hello!')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'done', 'failed'])
  })

  it('is shared by equal content, and not abandoned while another upload uses it', async () => {
    const all = setUp(sameReference, { backend: { sharesFiles: false }, transport: { bytesPerSecond: 1 } })
    const { accepted } = all.uploader.add([oneFile(), oneFile()])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['sending', 'sending'])
    all.uploader.cancel(accepted[0] ?? '')
    await all.clock.advance(10_000)
    expect(statuses(all)).toEqual(['cancelled', 'done'])
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('is not abandoned on destroy if another row has its file registered', async () => {
    const all = setUp(sameReference, { backend: { sharesFiles: false }, transport: { bytesPerSecond: 5 } })
    all.uploader.add([oneFile()])
    await all.clock.advance(5000)
    all.uploader.add([oneFile()])
    await all.clock.advance(500)
    expect(statuses(all)).toEqual(['done', 'sending'])
    all.uploader.destroy()
    await all.clock.advance(100)
    expect(all.backend.callsOf('abandon')).toEqual([])
  })

  it('is unknown if the query of an unsigned URL names the object', async () => {
    const all = setUp(({ id }) => ({ kind: 'put', url: `${fakeStorageOrigin}/upload?id=${id}`, reference: id }))
    all.uploader.add([oneFile(), oneFile('jello')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done', 'done'])
  })

  it('makes a failed upload send its bytes again if another one has taken the key', async () => {
    const all = setUp(sameReference, { backend: { fail: { confirm: [{ nth: 1, error: forbidden }] } } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    all.uploader.add([oneFile('jello')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['failed', 'done'])
    all.uploader.remove(shown(all)[1]?.id ?? '')
    all.uploader.retry(accepted)
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
    expect(all.transport.requests).toHaveLength(3)
  })

  it('makes an upload that was cancelled in doubt send its bytes again if another one has taken the key', async () => {
    const lost = () => Object.assign(new Error('lost'), { status: 500 })
    const fail = { confirm: [{ nth: 1, error: lost }] }
    const all = setUp(sameReference, { backend: { confirmIsIdempotent: true, fail } })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1)
    all.uploader.cancel(accepted)
    all.uploader.add([oneFile('jello')])
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['cancelled', 'done'])
    all.uploader.remove(shown(all)[1]?.id ?? '')
    all.uploader.retry(accepted)
    await all.clock.advance(1000)
    expect(statuses(all)).toEqual(['done'])
    expect(all.transport.requests).toHaveLength(3)
  })

  it('is shared by all uploaders of a page', async () => {
    const all = setUp(samePath)
    const heldKeys = createHeldKeys()
    const { inspector, transport, clock, connection, page } = all
    const backend = all.uploader.getBackend()
    const [first, second] = ['a', 'b'].map((prefix) => {
      let ids = 0
      const createId = () => `${prefix}${(ids += 1)}`
      const shared = { slots: createSlotPool(), servers: createAnsweredServers(), heldKeys }
      const ports = { ...shared, inspector, transport, clock, connection, page, createId, random: () => 1 }
      return createEngine({ backend }, ports)
    })
    first?.add([oneFile()])
    second?.add([oneFile('jello')])
    await clock.advance(1000)
    expect([first, second].map((one) => one?.getSnapshot().uploads[0]?.status)).toEqual(['done', 'failed'])
    first?.destroy()
    second?.retry('all')
    await clock.advance(1000)
    expect(second?.getSnapshot().uploads[0]?.status).toBe('done')
  })
})
