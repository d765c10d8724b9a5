import { describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { createFakeRecovery, type FakeRecovery } from '../../testing/fakes/fakeRecovery.js'
import type { UploadRecord } from '../../contract/recovery.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../../test/kit/setUpEngine.js'
import { patiently } from '../../../test/kit/patiently.js'
import { UploadError } from '../../errors/UploadError.js'
import type { SendRequest } from '../../contract/ports/transport.js'

const oneFile = () => createFakeFile('a.txt', 'hello')
const gatewayError = () => Object.assign(new Error('gone'), { status: 502 })

function setUp({ backend, options, ...rest }: EngineSetup = {}): EngineUnderTest {
  return setUpEngine({ ...rest, backend: { scope: 'ann', ...backend }, options: { ...options } })
}

async function until(all: EngineUnderTest, isSo: (all: EngineUnderTest) => boolean): Promise<void> {
  for (let ms = 0; ms < 60_000 && !isSo(all); ms += 10) await all.clock.advance(10)
}

const shown = ({ uploader }: EngineUnderTest) => uploader.getSnapshot().uploads

describe('an upload that a page leaves unfinished', () => {
  it('continues in the next page with the stored file', async () => {
    const recovery = createFakeRecovery()
    const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    const { accepted } = first.uploader.add([oneFile()], { metadata: { album: 7 }, group: 'photos' })
    await first.clock.advance(1000)
    expect(shown(first)[0]?.status).toBe('sending')

    const left = recovery.inNextPage()
    const next = setUp({ options: { recovery: left } })
    expect(await next.uploader.recover()).toEqual(accepted)
    await next.clock.advance(1000)
    expect(shown(next)[0]).toMatchObject({
      id: accepted[0],
      status: 'done',
      name: 'a.txt',
      metadata: { album: 7 },
      group: 'photos',
    })
    expect(left.records).toEqual([])
  })

  it.each(['changed', 'missing'] as const)('is offered again if its file was %s', async (condition) => {
    const recovery = createFakeRecovery()
    const broken = { kind: 'no-answer', reason: 'network', sentBytes: 0 } as const
    const first = setUp({
      transport: { outcomes: [broken] },
      inspector: { condition: () => condition },
      options: { recovery },
    })
    const { accepted } = first.uploader.add([oneFile()])
    await until(first, (all) => shown(all)[0]?.status === 'failed')
    expect(shown(first)[0]).toMatchObject({ error: { code: `file-${condition}`, retry: { when: 'never' } } })

    const next = setUp({ options: { recovery: recovery.inNextPage() } })
    expect(await next.uploader.recover()).toEqual(accepted)
    await next.clock.advance(1000)
    expect(shown(next)[0]?.status).toBe('done')
  })

  it('fails with an event if the backend no longer takes its file', async () => {
    const recovery = createFakeRecovery()
    const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)

    const next = setUp({ options: { recovery: recovery.inNextPage() } })
    const check = () => [{ code: 'too-large', limit: 3 } as const]
    next.uploader.setOptions({ backend: { ...next.backend, check } })
    const failed = vi.fn<(event: unknown) => void>()
    next.uploader.on('failed', failed)
    await next.uploader.recover()
    expect(failed.mock.calls).toMatchObject([[{ upload: { status: 'failed', error: { code: 'file-restricted' } } }]])
  })

  it('is confirmed without sending if storage has it', async () => {
    const recovery = createFakeRecovery()
    const first = setUp({
      backend: {
        fail: {
          confirm: [{ error: new UploadError('forbidden', 'No.', { retry: { when: 'by-hand', from: 'call' } }) }],
        },
      },
      options: { recovery },
    })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    expect(shown(first)[0]).toMatchObject({ status: 'failed', at: 'confirming' })

    const next = setUp({
      backend: { reconciles: true },
      options: { recovery: recovery.inNextPage({ keepsFiles: false }) },
    })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(shown(next)[0]).toMatchObject({ status: 'done', file: null })
    expect(next.transport.requests).toEqual([])
    expect(next.backend.callsOf('ticket')).toEqual([])
    expect(next.backend.callsOf('confirm')).toMatchObject([
      { idempotencyKey: first.backend.callsOf('confirm')[0]?.idempotencyKey },
    ])
  })

  it('is reconciled before it is confirmed if the confirm may have been in flight', async () => {
    const recovery = createFakeRecovery()
    const never = new Promise(() => {})
    const first = setUp({
      backend: { gate: ({ name }) => (name === 'confirm' ? never : undefined) },
      options: { recovery },
    })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    expect(shown(first)[0]?.status).toBe('confirming')

    const next = setUp({ backend: { reconciles: true }, options: { recovery: recovery.inNextPage() } })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(next.backend.calls.map(({ name }) => name)).toEqual(['reconcile', 'confirm'])
    expect(shown(next)[0]?.status).toBe('done')
  })

  it.each([
    ['prepares files as well', true],
    ['prepares nothing', false],
  ])('is confirmed as what was sent, and not as what was picked, in a page that %s', async (_, isPreparing) => {
    const prepare = async () => createFakeFile('small.txt', 'hi')
    const recovery = createFakeRecovery()
    const never = new Promise(() => {})
    const first = setUp({
      backend: { gate: ({ name }) => (name === 'confirm' ? never : undefined) },
      options: { recovery, prepare },
    })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    expect(shown(first)[0]).toMatchObject({ status: 'confirming', name: 'small.txt', size: 2 })

    const next = setUp({
      backend: { reconciles: true },
      options: { recovery: recovery.inNextPage(), ...(isPreparing && { prepare }) },
    })
    await next.uploader.recover()
    expect(shown(next)[0]).toMatchObject({ size: 2, picked: { name: 'a.txt', size: 5 } })
    await next.clock.advance(1000)
    expect(shown(next)[0]).toMatchObject({ status: 'done', name: 'small.txt', size: 2 })
    expect(next.transport.requests).toEqual([])
    expect(next.backend.files).toMatchObject([{ name: 'small.txt', size: 2 }])
  })

  describe.each(['not-verified', 'ticket-expired'] as const)('whose confirm fails as %s', (code) => {
    it.each([
      ['prepared and sent again', 'small.txt', true],
      ['sent as it was picked in a page that prepares nothing', 'a.txt', false],
    ])('is %s', async (_, name, isPreparing) => {
      const prepare = async () => createFakeFile('small.txt', 'hi')
      const recovery = createFakeRecovery()
      const never = new Promise(() => {})
      const first = setUp({
        backend: { gate: (call) => (call.name === 'confirm' ? never : undefined) },
        options: { recovery, prepare },
      })
      first.uploader.add([oneFile()])
      await first.clock.advance(1000)
      const from = code === 'not-verified' ? 'inspection' : 'ticket'
      const error = new UploadError(code, 'no', { retry: { when: 'automatically', from } })
      const next = setUp({
        backend: { reconciles: true, fail: { confirm: [{ nth: 1, error }] } },
        options: { recovery: recovery.inNextPage(), ...(isPreparing && { prepare }) },
      })
      await next.uploader.recover()
      await until(next, (all) => shown(all)[0]?.status === 'done')
      expect(shown(next)[0]).toMatchObject({ status: 'done', name, size: isPreparing ? 2 : 5 })
      expect(next.transport.requests).toHaveLength(1)
    })
  })

  it('is left to the user if the API cannot tell whether it is registered', async () => {
    const recovery = createFakeRecovery()
    const never = new Promise(() => {})
    const first = setUp({
      backend: { gate: ({ name }) => (name === 'confirm' ? never : undefined) },
      options: { recovery },
    })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)

    const next = setUp({ options: { recovery: recovery.inNextPage() } })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(shown(next)[0]).toMatchObject({ status: 'failed', error: { code: 'confirm-ambiguous' } })
    expect(next.backend.calls).toEqual([])
    next.uploader.retry('all')
    await next.clock.advance(1000)
    expect(shown(next)[0]).toMatchObject({ status: 'done' })
  })

  it('continues with the remaining parts', async () => {
    const mebibyte = 1024 ** 2
    const recovery = createFakeRecovery()
    const parts = { ticketKind: 'multipart' } as const
    const first = setUp({
      backend: parts,
      transport: { bytesPerSecond: 5 * mebibyte },
      options: { recovery, concurrency: { sending: 1 } },
    })
    first.uploader.add([createFakeFile('big.bin', new Uint8Array(12 * mebibyte))])
    await first.clock.advance(1500)
    const next = setUp({
      backend: { ...parts, storage: () => new Map([...first.transport.objects, ...next.transport.objects]) },
      options: { recovery: recovery.inNextPage() },
    })
    await next.uploader.recover()
    await next.clock.advance(10_000)
    expect(shown(next)[0]).toMatchObject({ status: 'done' })
    expect(next.backend.callsOf('ticket')).toEqual([])
    expect(next.transport.requests.map(({ url }) => url.match(/\/(\d)\?/)?.[1])).toEqual(['2', '3'])
  })

  it('comes back paused when the user had paused it', async () => {
    const recovery = createFakeRecovery()
    const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    first.uploader.pause('all')
    await first.clock.advance(100)
    const next = setUp({ options: { recovery: recovery.inNextPage() } })
    await next.uploader.recover()
    expect(shown(next)[0]).toMatchObject({ status: 'paused', by: 'user' })
    next.uploader.resume('all')
    await next.clock.advance(1000)
    expect(shown(next)[0]?.status).toBe('done')
  })
})

it('registers no file twice whose confirm was queued when the page was reloaded', async () => {
  const recovery = createFakeRecovery()
  const first = setUp({
    backend: { latencyMs: ({ name }) => (name === 'confirm' ? 5000 : 0), sharesFiles: false },
    options: { recovery },
  })
  first.uploader.add(Array.from({ length: 8 }, (_, index) => createFakeFile(`${index}.txt`, `content ${index}`)))
  await first.clock.advance(1000)
  expect(first.backend.callsOf('confirm')).toHaveLength(4)
  first.page.leave()
  await Promise.resolve()
  await Promise.resolve()
  first.crash()
  await first.clock.advance(0)
  const next = setUp({ before: first, options: { recovery: recovery.inNextPage() } })
  await next.uploader.recover()
  await next.clock.advance(60_000)
  const names = next.backend.files.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

it('remembers across a pause and a reload that a confirm was lost', async () => {
  const recovery = createFakeRecovery()
  const lost = { nth: 1, error: gatewayError(), isAnswerLost: true }
  const first = setUp({ backend: { reconciles: true, fail: { confirm: [lost] } }, options: { recovery } })
  first.uploader.add([oneFile()])
  await until(first, (all) => all.backend.callsOf('confirm').length > 0)
  first.uploader.pause('all')
  await first.clock.advance(10)
  first.crash()
  const next = setUp({ before: first, options: { recovery: recovery.inNextPage() } })
  await next.uploader.recover()
  next.uploader.resume('all')
  await next.clock.advance(60_000)
  expect(shown(next)[0]?.status).toBe('done')
  expect(next.backend.files).toHaveLength(1)
})

it('treats a refusal because of its own object as stored, after a pause as after a crash', async () => {
  const exists = { kind: 'refused', refusal: { status: 412, code: 'PreconditionFailed' } } as const
  const outcomes: SendRequest[] = []
  const recovery = createFakeRecovery()
  const transport = {
    bytesPerSecond: 20,
    outcomes: (request: SendRequest) => (outcomes.push(request) > 1 ? exists : undefined),
  }
  const first = setUp({ transport, options: { recovery } })
  first.uploader.add([oneFile()])
  await first.clock.advance(150)
  first.uploader.pause('all')
  first.uploader.resume('all')
  await first.clock.advance(10_000)
  expect(shown(first)[0]?.status).toBe('done')

  outcomes.length = 0
  const crashed = setUp({ transport, options: { recovery } })
  crashed.uploader.add([oneFile()])
  await crashed.clock.advance(150)
  crashed.crash()
  const next = setUp({ before: crashed, options: { recovery: recovery.inNextPage() } })
  await next.uploader.recover()
  await next.clock.advance(10_000)
  expect(shown(next)[0]?.status).toBe('done')
})

it('releases the records of an uploader that was destroyed in the meantime', async () => {
  const recovery = createFakeRecovery()
  const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
  const { accepted } = first.uploader.add([oneFile()])
  await first.clock.advance(100)
  const nextRecovery = recovery.inNextPage()
  const next = setUp({ options: { recovery: nextRecovery } })
  const recovered = next.uploader.recover()
  next.uploader.destroy()
  expect(await recovered).toEqual([])
  expect(nextRecovery.released).toEqual(accepted)
  expect(nextRecovery.records).toHaveLength(1)
})

describe('a recovered row that lacks its file', () => {
  async function withoutFile(backend: EngineSetup['backend'] = {}): Promise<EngineUnderTest> {
    const recovery = createFakeRecovery()
    const first = setUp({ backend, transport: { bytesPerSecond: 1 }, options: { recovery } })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    const next = setUp({ backend, options: { recovery: recovery.inNextPage({ keepsFiles: false }) } })
    await next.uploader.recover()
    await next.clock.advance(100)
    expect(shown(next)[0]).toMatchObject({ status: 'paused', by: 'file-missing', file: null })
    return next
  }

  it.each([
    ['by its digest', {}],
    ['by a fingerprint if there is no digest', { digest: null }],
  ])('recognises the file %s, whatever its name', async (_, backend) => {
    const all = await withoutFile(backend)
    const id = shown(all)[0]?.id ?? ''
    expect(await all.uploader.provideFile(id, createFakeFile('a.txt', 'HELLO'))).toBe(false)
    expect(await all.uploader.provideFile(id, createFakeFile('a.txt', 'longer'))).toBe(false)
    expect(shown(all)[0]?.status).toBe('paused')
    expect(await all.uploader.provideFile(id, createFakeFile('b.txt', 'hello'))).toBe(true)
    await all.clock.advance(1000)
    // It is still the same upload.
    expect(shown(all)[0]).toMatchObject({
      status: 'done',
      name: 'a.txt',
      file: expect.objectContaining({ name: 'a.txt' }),
    })
  })

  it('can be cancelled, which abandons its ticket and deletes its record', async () => {
    const all = await withoutFile()
    all.uploader.cancel('all')
    await all.clock.advance(100)
    expect(all.backend.callsOf('abandon')).toHaveLength(1)
  })
})

describe('a recovered row that lacks its file, with a handle', () => {
  /** A port for a file on disk. `permission` is what the browser says of it in the next page. */
  function fakeHandle(file: () => Promise<File>, permission: PermissionState): FileSystemFileHandle {
    const handle: Partial<FileSystemFileHandle> & { queryPermission(): Promise<PermissionState> } = {
      kind: 'file',
      getFile: file,
      queryPermission: async () => permission,
    }
    return handle as FileSystemFileHandle
  }

  async function recoverWith(handle: FileSystemFileHandle, isPaused = false): Promise<EngineUnderTest> {
    const recovery = createFakeRecovery()
    const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    const file = oneFile()
    first.uploader.add([file, createFakeFile('b.txt', 'other')], { handles: new WeakMap([[file, handle]]) })
    await first.clock.advance(1000)
    if (isPaused) first.uploader.pause('all')
    await first.clock.advance(100)
    const next = setUp({ options: { recovery: recovery.inNextPage({ keepsFiles: false }) } })
    await next.uploader.recover()
    return next
  }

  it('continues by itself if the browser may still read the file', async () => {
    const all = await recoverWith(fakeHandle(async () => oneFile(), 'granted'))
    await vi.waitFor(() => expect(shown(all)[0]?.file).not.toBeNull(), patiently)
    await all.clock.advance(1000)
    expect(shown(all).map(({ status }) => status)).toEqual(['done', 'paused'])
  })

  it('says so while it is compared', async () => {
    const file = Promise.withResolvers<File>()
    const all = await recoverWith(fakeHandle(() => file.promise, 'granted'))
    await vi.waitFor(() => expect(shown(all)[0]).toMatchObject({ by: 'file-missing', isComparing: true }), patiently)
    file.resolve(oneFile())
    await vi.waitFor(() => expect(shown(all)[0]?.file).not.toBeNull(), patiently)
    expect(shown(all)[0]).not.toHaveProperty('isComparing')
  })

  it('has the handle if the user has to allow it, or has paused the upload', async () => {
    const handle = fakeHandle(async () => oneFile(), 'prompt')
    const all = await recoverWith(handle)
    await vi.waitFor(() => expect(shown(all)[0]).toMatchObject({ by: 'file-missing', handle }), patiently)
    expect(shown(all)[1]).not.toHaveProperty('handle')

    const granted = fakeHandle(async () => oneFile(), 'granted')
    const paused = await recoverWith(granted, true)
    await vi.waitFor(() => expect(shown(paused)[0]).toMatchObject({ by: 'file-missing', handle: granted }), patiently)
    expect(await paused.uploader.provideFile(shown(paused)[0]?.id ?? '', oneFile())).toBe(true)
    await paused.clock.advance(1000)
    expect(shown(paused)[0]?.status).toBe('done')
    expect(shown(paused)[0]).not.toHaveProperty('handle')
  })

  it.each([
    ['the browser denies it', async () => oneFile(), 'denied'],
    ['it is gone', () => Promise.reject(new DOMException('Gone.', 'NotFoundError')), 'granted'],
    ['it has other content', async () => createFakeFile('a.txt', 'HELLO'), 'granted'],
  ] as const)('asks for the file as without a handle if %s', async (_, file, permission) => {
    const asked = vi.fn<() => void>()
    const handle = fakeHandle(file, permission)
    const all = await recoverWith(
      new Proxy(handle, {
        get(target, name) {
          if (name === (permission === 'denied' ? 'queryPermission' : 'getFile')) asked()
          return Reflect.get(target, name) as unknown
        },
      }),
    )
    await vi.waitFor(() => expect(asked).toHaveBeenCalled(), patiently)
    await all.clock.advance(1000)
    expect(shown(all)[0]).toMatchObject({ status: 'paused', by: 'file-missing', file: null })
    for (const gone of ['handle', 'isComparing']) expect(shown(all)[0]).not.toHaveProperty(gone)
    expect(await all.uploader.provideFile(shown(all)[0]?.id ?? '', oneFile())).toBe(true)
  })
})

describe('the stored record', () => {
  const statuses = ['done', 'cancelled', 'removed', 'failed for good'] as const
  it.each(statuses)('does not exist for an upload that is %s', async (how) => {
    const recovery = createFakeRecovery()
    const isBad = how === 'failed for good'
    const all = setUp({
      backend: isBad ? { fail: { ticket: [{ error: new UploadError('forbidden', 'No.') }] } } : {},
      transport: how === 'done' ? {} : { bytesPerSecond: 1 },
      options: { recovery },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    if (how === 'cancelled') all.uploader.cancel('all')
    if (how === 'removed') all.uploader.remove('all')
    await all.clock.advance(100)
    expect(recovery.records).toEqual([])
  })

  it('names the ticket before the first byte is sent', async () => {
    const recovery = createFakeRecovery()
    const seen: unknown[] = []
    const all = setUp({
      transport: { outcomes: () => void seen.push(recovery.records[0]?.reference) },
      options: { recovery },
    })
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(seen).toEqual([{ key: 'key-id-1' }])
  })

  it('contains no reference that gives access: such an upload is sent again', async () => {
    const recovery = createFakeRecovery()
    const first = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    Object.assign(first.backend, { referenceIsCapability: true })
    first.uploader.add([oneFile()])
    await first.clock.advance(1000)
    expect(recovery.records[0]).toMatchObject({ stage: 'sending' })
    expect(recovery.records[0]).not.toHaveProperty('reference')
    const next = setUp({ options: { recovery: recovery.inNextPage() } })
    await next.uploader.recover()
    await next.clock.advance(1000)
    expect(shown(next)[0]?.status).toBe('done')
  })

  it('contains no secret of a ticket', async () => {
    const recovery = createFakeRecovery()
    const all = setUp({ backend: { secret: 'SENTINEL' }, transport: { bytesPerSecond: 1 }, options: { recovery } })
    all.uploader.add([oneFile()])
    await all.clock.advance(1000)
    expect(JSON.stringify(recovery.records)).not.toContain('SENTINEL')
  })

  it('does not exist for a backend without a scope, and is not visible to another scope', async () => {
    const recovery = createFakeRecovery()
    const nameless = setUpEngine({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    nameless.uploader.add([oneFile()])
    const ann = setUp({ transport: { bytesPerSecond: 1 }, options: { recovery } })
    ann.uploader.add([oneFile()])
    await ann.clock.advance(1000)
    expect(recovery.records.map(({ scope }) => scope)).toEqual(['ann'])
    const bob = setUp({ backend: { scope: 'bob' }, options: { recovery: recovery.inNextPage() } })
    expect(await bob.uploader.recover()).toEqual([])
  })

  it('survives a failed call', async () => {
    const recovery = createFakeRecovery()
    const all = setUp({ backend: { fail: { ticket: [{ error: gatewayError }] } }, options: { recovery } })
    all.uploader.add([oneFile()])
    await all.clock.advance(100_000)
    expect(shown(all)[0]?.status).toBe('failed')
    expect(recovery.records).toHaveLength(1)
  })
})

describe('a command to all of ten thousand uploads', () => {
  const count = 10_000

  async function withThousands(): Promise<{ readonly all: EngineUnderTest; readonly recovery: FakeRecovery }> {
    const recovery = createFakeRecovery()
    const all = setUp({ transport: { bytesPerSecond: 0.001 }, options: { recovery } })
    all.uploader.add(Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`, `${index}`)))
    await vi.waitFor(() => expect(recovery.records).toHaveLength(count), patiently)
    await all.clock.advance(100)
    expect(shown(all).some(({ status }) => status === 'sending')).toBe(true)
    return { all, recovery }
  }

  /** Runs the command, and resolves with the store right afterwards and after everything has settled. */
  async function give(
    { all, recovery }: Awaited<ReturnType<typeof withThousands>>,
    command: 'pause' | 'cancel' | 'remove',
  ): Promise<{ readonly atOnce: readonly UploadRecord[]; readonly atLast: readonly UploadRecord[] }> {
    let notifications = 0
    all.uploader.subscribe(() => (notifications += 1))
    const settled = new Promise((resolve) => all.uploader.on('settled', resolve))
    all.uploader[command]('all')
    const left = shown(all).filter(({ status }) => status !== 'paused' && status !== 'cancelled')
    expect(left).toEqual([])
    const atOnce = recovery.records
    await settled
    expect(notifications).toBe(1)
    return { atOnce, atLast: recovery.records }
  }

  it('changes the rows at once, and stores each pause before `settled`', async () => {
    const setting = await withThousands()
    const ids = shown(setting.all).map(({ id }) => id)
    const { atOnce, atLast } = await give(setting, 'pause')
    expect(atOnce.filter(({ isPaused }) => isPaused)).toEqual([])
    expect(atLast.filter(({ isPaused }) => isPaused).map(({ id }) => id)).toEqual(ids)
    const next = setUp({ options: { recovery: setting.recovery.inNextPage() } })
    await next.uploader.recover()
    expect(new Set(shown(next).map(({ status }) => status))).toEqual(new Set(['paused']))
    expect(shown(next)).toHaveLength(count)
  })

  it.each(['cancel', 'remove'] as const)(
    'leaves nothing for the next page once it has settled: %s',
    async (command) => {
      const setting = await withThousands()
      const { atOnce, atLast } = await give(setting, command)
      expect(atOnce).toHaveLength(count)
      expect(atLast).toEqual([])
    },
  )

  it('keeps the order of the commands for each upload', async () => {
    const { all, recovery } = await withThousands()
    const ids = shown(all).map(({ id }) => id)
    const last = ids.slice(-3)
    const [resumed = '', cancelled = '', removed = ''] = last
    const settled = all.uploader.whenSettled({ ids: ids.slice(0, -3) })
    all.uploader.pause('all')
    all.uploader.resume(resumed)
    all.uploader.cancel(cancelled)
    all.uploader.remove(removed)
    await settled
    await vi.waitFor(() => expect(recovery.records).toHaveLength(count - 2), patiently)
    expect(recovery.records.filter(({ isPaused }) => !isPaused).map(({ id }) => id)).toEqual([resumed])
  })
})

it('gives the transfer slot of a cancelled upload to others, although its record is still being written', async () => {
  const fake = createFakeRecovery()
  const never = new Promise<void>(() => {})
  const recovery: FakeRecovery = {
    ...fake,
    save: (record, file) => (record.stage === 'sending' && record.name === 'a.txt' ? never : fake.save(record, file)),
  }
  const all = setUp({ options: { recovery, concurrency: { sending: 1 } } })
  const [stuck = ''] = all.uploader.add([oneFile(), createFakeFile('b.txt')]).accepted
  await all.clock.advance(1000)
  expect(shown(all).map(({ status }) => status)).not.toContain('done')
  all.uploader.cancel(stuck)
  await all.clock.advance(1000)
  expect(shown(all).map(({ status }) => status)).toEqual(['cancelled', 'done'])
})
