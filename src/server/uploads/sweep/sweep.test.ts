import { afterEach, expect, it, vi } from 'vitest'
import { announce, announceUnhashed, startUploads } from '../../../../test/server/startUploads.ts'

afterEach(() => void vi.useRealTimers())

const hour = 60 * 60 * 1000
const day = 24 * hour
const keyOf = (ticket: { readonly url: string }): string => new URL(ticket.url).pathname.slice(1)

it('removes what was sent and never confirmed, and forgets it when no URL can bring it back', async () => {
  const { as, store, uploads } = startUploads()
  const { file, ticket } = await as('ann').send('unfinished')
  expect(await uploads.sweep()).toEqual({ failed: 0, forgotten: 0, removed: 0, announced: 0, hasMore: false })
  expect(store.objects.size).toBe(1)
  expect(await uploads.sweep({ nowMs: Date.now() + day + 2 * hour })).toMatchObject({ failed: 1, forgotten: 1 })
  expect(store.objects.size).toBe(0)
  expect(await as('ann').confirm(file, ticket.reference)).toMatchObject({ kind: 'failed' })
})

it('leaves an old upload whose bytes are here to the client that was just told to confirm it', async () => {
  const { as, uploads } = startUploads()
  const { file } = await as('ann').send('sent yesterday')
  const muchLater = Date.now() + day + 2 * hour
  vi.useFakeTimers({ toFake: ['Date'], now: muchLater })
  const ticket = await as('ann').ticket(file)
  await uploads.sweep()
  expect([ticket.kind, await as('ann').confirm(file, ticket.reference)]).toMatchObject([
    'stored',
    { kind: 'confirmed' },
  ])
})

it('leaves a new upload over the object of another file to its client, whatever its term', async () => {
  const { as, uploads } = startUploads({ keepUnfinishedSeconds: 60 })
  await as('ann').upload('shared')
  const file = announce('shared', { name: 'second.txt' })
  const ticket = await as('ann').ticket(file)
  await uploads.sweep({ nowMs: Date.now() + hour + 120_000 })
  expect([ticket.kind, await as('ann').confirm(file, ticket.reference)]).toMatchObject([
    'stored',
    { kind: 'confirmed' },
  ])
})

it('removes what arrives after its upload has ended', async () => {
  const { as, store, uploads } = startUploads()
  const ann = as('ann')
  const file = announce('late')
  const ticket = await ann.ticket(file)
  await ann.call('POST', '/tickets/abandon', { reference: ticket.reference })
  store.send(ticket.url, 'late')
  await uploads.sweep()
  expect(store.objects.size).toBe(1)
  expect(await uploads.sweep({ nowMs: Date.now() + 2 * hour })).toMatchObject({ forgotten: 1 })
  expect(store.objects.size).toBe(0)
})

it('keeps what is registered, whatever races it', async () => {
  const { as, store, uploads } = startUploads()
  const ann = as('ann')
  const sent = await Promise.all(Array.from({ length: 20 }, (_, index) => ann.send(`race ${index}`)))
  const later = Date.now() + day + 2 * hour
  const [confirmed] = await Promise.all([
    Promise.all(sent.map(({ file, ticket }) => ann.confirm(file, ticket.reference))),
    uploads.sweep({ nowMs: later }),
    uploads.sweep({ nowMs: later }),
  ])
  await uploads.sweep({ nowMs: later })
  const registered = confirmed.filter(({ kind }) => kind === 'confirmed')
  expect(store.objects.size).toBe(registered.length)
  expect((await ann.list('?limit=100')).files).toHaveLength(registered.length)
})

it('leaves an upload alone whose parts still come, and removes its parts once none do', async () => {
  const options = { multipartAboveBytes: 5, partSizeBytes: 5 * 1024 ** 2 }
  const { as, store, uploads } = startUploads(options)
  const ann = as('ann')
  const ticket = await ann.ticket(announce('in parts'))
  const soon = Date.now() + day - hour
  vi.useFakeTimers({ toFake: ['Date'], now: soon })
  await ann.call('POST', '/multipart/sign', { reference: ticket.reference, parts: [{ number: 1, size: 8 }] })
  await uploads.sweep({ nowMs: soon + 2 * hour - 60_000 - 900_000 + 1000 - hour })
  expect(store.multiparts.size).toBe(1)
  expect(await uploads.sweep({ nowMs: soon + 3 * hour })).toMatchObject({ failed: 1 })
  expect(store.multiparts.size).toBe(0)
})

it('removes parts of which no record tells', async () => {
  const { as, store, uploads } = startUploads()
  const ann = as('ann')
  const ticket = await ann.ticket(announce('crashed'))
  await store.startParts(keyOf(ticket), 'text/plain')
  await uploads.sweep({ nowMs: Date.now() + day + 2 * hour })
  expect(store.multiparts.size).toBe(0)
})

it('keeps the object that another file has', async () => {
  const { as, store, uploads } = startUploads()
  const ann = as('ann')
  const first = await ann.upload('shared')
  const second = announce('shared', { name: 'second.txt' })
  const { reference } = await ann.ticket(second)
  await ann.confirm(second, reference)
  await ann.ticket(announce('shared', { name: 'never confirmed.txt' }))
  await ann.call('DELETE', `/files/${first.id}`)
  await uploads.sweep({ nowMs: Date.now() + day + 2 * hour })
  expect(store.objects.size).toBe(1)
  expect((await ann.list()).files).toHaveLength(1)
})

it('calls a hook that failed again, with the same idempotency key', async () => {
  const seen: string[] = []
  const afterRegistered = ({ file }: { file: { idempotencyKey: string } }): void => {
    seen.push(file.idempotencyKey)
    if (seen.length === 1) throw new Error('The database is down.')
  }
  const { as, uploads, errors } = startUploads({ afterRegistered })
  const file = announce('told')
  await as('ann').upload('told', file)
  expect(errors.map(({ call }) => call)).toEqual(['afterRegistered'])
  expect(await uploads.sweep({ nowMs: Date.now() + hour })).toMatchObject({ announced: 1 })
  expect(await uploads.sweep({ nowMs: Date.now() + hour })).toMatchObject({ announced: 0 })
  expect(seen).toEqual([file.id, file.id])
})

it('does not call a hook that fails again and again', async () => {
  const afterRegistered = vi.fn<() => never>(() => {
    throw new Error('The database is down.')
  })
  const { as, uploads } = startUploads({ afterRegistered })
  await as('ann').upload('told')
  expect(await uploads.sweep({ nowMs: Date.now() + hour })).toMatchObject({ announced: 0 })
  expect(afterRegistered).toHaveBeenCalledTimes(2)
})

it('does not wait for ever for a hook that never ends', async () => {
  let calls = 0
  const afterRegistered = (): Promise<never> => {
    calls += 1
    return calls === 1 ? Promise.reject(new Error('The database is down.')) : new Promise(() => {})
  }
  const { as, uploads } = startUploads({ afterRegistered })
  await as('ann').upload('told')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const swept = uploads.sweep({ nowMs: Date.now() + hour })
  await vi.advanceTimersByTimeAsync(31_000)
  expect(await swept).toMatchObject({ announced: 0, hasMore: true })
  expect(calls).toBe(2)
})

it('gives every file its turn, even if more of them fail each time than are tried at once', async () => {
  const told = new Set<string>()
  const afterRegistered = ({ file }: { file: { name: string } }): void => {
    told.add(file.name)
    throw new Error('The database is down.')
  }
  const { as, uploads } = startUploads({ afterRegistered })
  const names = Array.from({ length: 130 }, (_, index) => `${index}.txt`)
  for (const name of names) await as('ann').upload('one', announce('one', { name }))
  told.clear()
  const later = Date.now() + hour
  expect(await uploads.sweep({ nowMs: later })).toMatchObject({ announced: 0, hasMore: true })
  expect(told.size).toBe(100)
  expect(await uploads.sweep({ nowMs: later })).toMatchObject({ announced: 0, hasMore: false })
  expect(told.size).toBe(names.length)
})

it('removes the copy of a process that stopped before it could register it, whatever came after', async () => {
  const { as, store, uploads } = startUploads({ profiles: { any: { maxSizeBytes: 1000, sendWith: 'post' } } })
  const ann = as('ann')
  const { file, ticket } = await ann.send('first', announceUnhashed('first'))
  const { records } = uploads.service
  const register = vi.spyOn(records, 'register').mockRejectedValueOnce(new Error('The process has stopped.'))
  await ann.call('POST', '/files', { uploads: [{ request: file, reference: ticket.reference }] })
  expect(register).toHaveBeenCalledOnce()
  store.send(ticket.url, 'other')
  const { file: registered } = await ann.confirm(file, ticket.reference)
  await uploads.sweep({ nowMs: Date.now() + 2 * hour })
  expect([...store.objects.keys()]).toEqual([new URL(registered.url).pathname.slice(1)])
})

it('removes the previews of a process that stopped before it was done, once their file is deleted', async () => {
  const bytes = new Uint8Array([1])
  const { as, store, uploads } = startUploads({
    previews: async () => [{ width: 320, type: 'image/webp', bytes }],
  })
  const stopped = vi.spyOn(uploads.service.records, 'markAnnounced').mockRejectedValue(new Error('It has stopped.'))
  const { id } = await as('ann').upload('picture')
  await vi.waitUntil(() => stopped.mock.calls.length > 0)
  expect(store.objects.size).toBe(2)
  expect((await as('ann').call('GET', `/files/${id}`)).body.file).not.toHaveProperty('previews')
  await as('ann').call('DELETE', `/files/${id}`)
  expect(store.objects.size).toBe(0)
})

it('makes the previews that are missing, and waits for them', async () => {
  const bytes = new Uint8Array([1])
  const previews = vi.fn<() => Promise<[{ width: number; type: 'image/webp'; bytes: typeof bytes }]>>(async () => [
    { width: 320, type: 'image/webp', bytes },
  ])
  const { as, uploads, store } = startUploads({ previews })
  const write = store.write.bind(store)
  store.write = () => Promise.reject(new Error('SlowDown'))
  const { id } = await as('ann').upload('picture')
  store.write = write
  expect(await uploads.sweep({ nowMs: Date.now() + hour })).toMatchObject({ announced: 1 })
  expect((await as('ann').call('GET', `/files/${id}`)).body.file.previews).toMatchObject([{ width: 320 }])
  expect(await uploads.sweep({ nowMs: Date.now() + hour })).toMatchObject({ announced: 0 })
})

it('sweeps everything if it may take any time', async () => {
  const { as, uploads } = startUploads()
  await as('ann').send('unwanted')
  const swept = await uploads.sweep({ nowMs: Date.now() + day + 2 * hour, withinSeconds: Infinity })
  expect(swept).toMatchObject({ failed: 1, hasMore: false })
})

it('goes on after an error of storage, and ends at its time', async () => {
  const { as, store, uploads, errors } = startUploads()
  for (const content of ['1', '2', '3']) await as('ann').send(content, announceUnhashed(content))
  const remove = store.remove.bind(store)
  store.remove = async (key) => {
    if (errors.length === 0) throw new Error('SlowDown')
    return remove(key)
  }
  const late = Date.now() + day + 2 * hour
  expect(await uploads.sweep({ nowMs: late, withinSeconds: 0 })).toMatchObject({ failed: 0, hasMore: true })
  await uploads.sweep({ nowMs: late })
  expect(store.objects.size).toBe(0)
})
