import { describe, expect, it, type Mock, vi } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { Inspector } from '../../contract/ports/inspector.js'

const mebibyte = 1024 ** 2
const refusedWith = (status: number, code?: string) =>
  ({ kind: 'refused', refusal: { status, ...(code !== undefined && { code }) } }) as const

interface Edited extends EngineUnderTest {
  readonly edit: () => void
  readonly inspect: Mock<Inspector['inspect']>
}

/** A file whose modification time does not reveal edits: its bytes change, and it stays readable. */
function setUp(setup: EngineSetup = {}): Edited {
  const all = setUpEngine(setup)
  const read = all.inspector.inspect.bind(all.inspector)
  let isEdited = false
  const inspect = vi.fn<Inspector['inspect']>((file, options) =>
    read(isEdited ? createFakeFile(file.name, 'jello') : file, options),
  )
  Object.assign(all.inspector, { inspect })
  return { ...all, inspect, edit: () => void (isEdited = true) }
}

const oneFile = () => createFakeFile('a.txt', 'hello')
const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads[0]
const changed = (at: 'sending' | 'confirming') => ({
  status: 'failed',
  at,
  error: { code: 'file-changed', step: at, retry: { when: 'never' } },
})

describe('a refusal that other bytes may explain', () => {
  it.each([
    [403, 'SignatureDoesNotMatch'],
    [403, 'AccessDenied'],
    [400, 'BadDigest'],
    [400, 'XAmzContentChecksumMismatch'],
    [400, 'IncompleteBody'],
    [400, 'EntityTooLarge'],
    [400, 'EntityTooSmall'],
    [400, undefined],
    [413, undefined],
  ])('is blamed on an edited file when storage says %i %s', async (status, code) => {
    const all = setUp({ transport: { outcomes: () => (all.edit(), refusedWith(status, code)) } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject(changed('sending'))
    expect(all.transport.requests).toHaveLength(1)
    expect(all.backend.callsOf('confirm')).toEqual([])
  })

  it('leaves the slot to another upload while the file is read again', async () => {
    const all = setUp({
      options: { concurrency: { sending: 1 } },
      transport: { outcomes: ({ fileName }) => (fileName === 'a.txt' ? refusedWith(400, 'BadDigest') : undefined) },
    })
    const read = all.inspector.inspect.bind(all.inspector)
    const neverAgain: Inspector['inspect'] = (file, options) =>
      options.digestOnly ? new Promise(() => {}) : read(file, options)
    Object.assign(all.inspector, { inspect: neverAgain })
    all.uploader.add([oneFile(), createFakeFile('b.txt', 'other')])
    await all.clock.advance(5_000)
    expect(all.uploader.getSnapshot().uploads).toMatchObject([{ status: 'sending' }, { status: 'done' }])
  })

  it('frees the slot of an upload that is cancelled while its drive does not answer', async () => {
    const all = setUp({
      options: { concurrency: { sending: 1 } },
      transport: { outcomes: [refusedWith(403, 'AccessDenied')] },
    })
    Object.assign(all.inspector, { probe: () => new Promise(() => {}) })
    const { accepted } = all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(shown(all)?.status).toBe('sending')
    all.uploader.cancel(accepted)
    all.uploader.add([createFakeFile('b.txt')])
    await all.clock.advance(1000)
    expect(all.transport.requests).toHaveLength(2)
  })

  it('is blamed on an edited file when the ETag does not match its bytes', async () => {
    const other = { kind: 'stored', receipt: { status: 200, etag: 'ab'.repeat(16) } } as const
    const all = setUp({ backend: { etagIsMd5: true }, transport: { outcomes: () => (all.edit(), other) } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject(changed('sending'))
    expect(all.transport.requests).toHaveLength(1)
  })

  it('is blamed on an edited file that went through prepare', async () => {
    const prepare = (file: File) => file
    const outcomes = () => (all.edit(), refusedWith(400, 'BadDigest'))
    const all = setUp({ options: { prepare }, transport: { outcomes } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject(changed('sending'))
  })

  it('is blamed on a file that has become shorter, even without a digest', async () => {
    const all = setUp({ backend: { digest: null }, transport: { outcomes: () => refusedWith(400, 'EntityTooSmall') } })
    all.inspect.mockImplementation((_file, { digestOnly }) =>
      digestOnly
        ? Promise.reject(new UploadError('file-changed', 'The file has another length.'))
        : Promise.resolve({}),
    )
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject(changed('sending'))
  })

  it.each([
    ['changed', 'file-changed'],
    ['missing', 'file-missing'],
  ] as const)('is blamed on a file that a look finds %s, without reading all of it', async (condition, code) => {
    const all = setUp({
      backend: { digest: null },
      inspector: { condition: () => condition },
      transport: { outcomes: () => refusedWith(403, 'AccessDenied') },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code } })
    expect(all.inspect).toHaveBeenCalledOnce()
  })

  it('is blamed on an edited file when storage refuses one of its parts', async () => {
    const all = setUp({
      backend: { ticketKind: 'multipart' },
      transport: {
        outcomes: ({ url }) => (url.includes('/2?') ? (all.edit(), refusedWith(400, 'BadDigest')) : undefined),
      },
    })
    all.uploader.add([createFakeFile('big.bin', new Uint8Array(12 * mebibyte))])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject(changed('sending'))
    expect(all.backend.callsOf('complete')).toEqual([])
  })

  it.each(['not-verified', 'bytes-damaged', 'type-mismatch', 'record-mismatch'] as const)(
    'is blamed on an edited file when the backend says %s',
    async (code: UploadErrorCode) => {
      const refuse = () => (all.edit(), new UploadError(code, 'Not what was announced.'))
      const all = setUp({ backend: { fail: { confirm: [{ error: refuse }] } } })
      all.uploader.add([oneFile()])
      await all.clock.advance(100_000)
      expect(shown(all)).toMatchObject(changed('confirming'))
      expect(all.transport.requests).toHaveLength(1)
    },
  )
})

describe('a refusal of bytes that are still those of the file', () => {
  it.each([
    [403, 'SignatureDoesNotMatch', 'storage-refused', 'never'],
    [400, 'BadDigest', 'bytes-damaged', 'never'],
    [400, 'EntityTooLarge', 'too-large', 'never'],
  ] as const)('stays what %i %s says', async (status, s3Code, code, when) => {
    const all = setUp({ transport: { outcomes: () => refusedWith(status, s3Code) } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code, retry: { when } } })
  })

  it('stays the same if the file cannot be read again', async () => {
    const all = setUp({ transport: { outcomes: () => refusedWith(400, 'EntityTooLarge') } })
    all.inspect.mockImplementation((_file, { digestOnly }) =>
      digestOnly ? Promise.reject(new UploadError('inspection-failed', 'No memory.')) : Promise.resolve({}),
    )
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)).toMatchObject({ status: 'failed', error: { code: 'too-large' } })
  })

  it('ends as cancelled when the user cancels while the file is read again', async () => {
    const all = setUp({
      inspector: { latencyMs: 1000 },
      transport: { outcomes: () => refusedWith(400, 'EntityTooLarge') },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(1500)
    expect(all.transport.requests).toHaveLength(1)
    all.uploader.cancel('all')
    await all.clock.advance(10_000)
    expect(shown(all)).toMatchObject({ status: 'cancelled' })
    expect(all.clock.pending).toBe(0)
  })
})

it.each([
  ['stored', undefined],
  ['busy', { ...refusedWith(503, 'SlowDown') }],
  ['failing', refusedWith(500, 'InternalError')],
  ['refusing an expired ticket', refusedWith(403, 'ExpiredToken')],
  ['silent', { kind: 'no-answer', reason: 'network', sentBytes: 2 }],
] as const)('does not read the file again when storage is %s', async (_, outcome) => {
  const all = setUp({ transport: { outcomes: [outcome] } })
  all.uploader.add([oneFile()])
  await all.clock.advance(100_000)
  expect(shown(all)).toMatchObject({ status: 'done' })
  expect(all.inspect).toHaveBeenCalledOnce()
})
