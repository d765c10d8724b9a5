import { describe, expect, it } from 'vitest'
import { sqlite } from '../../node.ts'
import { StorageError } from '../../storage/StorageError.ts'
import { MemoryStore } from '../../../../test/server/MemoryStore.ts'
import { announce, announceUnhashed, startUploads } from '../../../../test/server/startUploads.ts'

it('registers what has arrived, and lists it', async () => {
  const { as, errors } = startUploads()
  const ann = as('ann')
  const { file, ticket } = await ann.send('hello')
  expect(ticket).toMatchObject({ kind: 'put', expiresInSeconds: 900 })
  const confirmed = await ann.confirm(file, ticket.reference)
  expect(confirmed).toMatchObject({ kind: 'confirmed', file: { name: 'notes.txt', size: 5, type: 'text/plain' } })
  expect(await ann.list()).toMatchObject({ files: [{ id: confirmed.file.id }], nextCursor: null })
  expect(errors).toEqual([])
})

it('answers the same file when a confirm is repeated', async () => {
  const ann = startUploads().as('ann')
  const { file, ticket } = await ann.send('twice')
  const answers = await Promise.all([1, 2, 3].map(() => ann.confirm(file, ticket.reference)))
  const later = await ann.confirm(file, ticket.reference)
  expect(new Set([...answers, later].map((one) => one.file.id)).size).toBe(1)
  expect((await ann.list()).files).toHaveLength(1)
})

it('does not register what has not arrived, and lets it arrive later', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const file = announce('late')
  const ticket = await ann.ticket(file)
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
  store.send(ticket.url, 'late')
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
})

it.each([
  ['size', 'another'],
  ['digest', 'forge'],
])('deletes an object of another %s, and ends its upload', async (_, content) => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const file = announce('right')
  const ticket = await ann.ticket(file)
  const key = new URL(ticket.url).pathname.slice(1)
  store.put(key, content)
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
  expect(store.objects.size).toBe(0)
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 410, code: 'ticket-expired' } })
  const next = await ann.ticket(file)
  expect(new URL(next.url).pathname).not.toBe(new URL(ticket.url).pathname)
})

it('deletes an object with a Content-Encoding, because it would be unpacked for its readers', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const { file, ticket } = await ann.send('packed', announceUnhashed('packed'))
  for (const [key, object] of store.objects) store.objects.set(key, { ...object, encoding: 'gzip' })
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
  expect(store.objects.size).toBe(0)
})

it('compares the ETag that the client received, and keeps the object if only that is wrong', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const file = announceUnhashed('etag')
  const ticket = await ann.ticket(file)
  const { etag } = store.send(ticket.url, 'etag')
  expect(await ann.confirm(file, ticket.reference, '0'.repeat(32))).toMatchObject({ error: { code: 'not-verified' } })
  expect(await ann.confirm(file, ticket.reference, etag)).toMatchObject({ kind: 'confirmed' })
})

it.each([
  ['size', { size: 3 }],
  ['type', { type: 'text/html' }],
  ['digest', { digest: { algorithm: 'md5', base64: 'XUFAKrxLKna5cZ2REBfFkg==' } }],
])('registers no file of another %s under a ticket', async (_, changed) => {
  const ann = startUploads().as('ann')
  const { file, ticket } = await ann.send('this one')
  expect(await ann.confirm({ ...file, ...changed }, ticket.reference)).toMatchObject({
    error: { status: 409, code: 'record-mismatch' },
  })
})

it('registers the name and the metadata that were checked with the ticket, whatever the confirm says', async () => {
  const ann = startUploads().as('ann')
  const { file, ticket } = await ann.send('checked', announce('checked', { metadata: { album: 'a' } }))
  const changed = { ...file, name: 'evil.exe', metadata: { album: 'of-somebody-else' } }
  expect((await ann.confirm(changed, ticket.reference)).file).toMatchObject({
    name: 'notes.txt',
    metadata: { album: 'a' },
  })
})

it('knows no reference of another owner, before or after it is registered', async () => {
  const { as } = startUploads()
  const [ann, bob] = [as('ann'), as('bob')]
  const { file, ticket } = await ann.send('not yours')
  const unknown = { kind: 'failed', error: { status: 404, code: 'not-found', message: 'There is no such ticket.' } }
  expect(await bob.confirm(file, ticket.reference)).toEqual(unknown)
  await ann.confirm(file, ticket.reference)
  expect(await bob.confirm(file, ticket.reference)).toEqual(unknown)
  expect(await ann.confirm(file, 'tkt_none')).toEqual(unknown)
})

it('registers nothing whose profile is not among those of this server', async () => {
  const records = sqlite(':memory:')
  const store = new MemoryStore()
  const strict = { photos: { accept: 'image/*', verifyHead: true, maxSizeBytes: 100 } }
  const ann = startUploads({ records, profiles: strict }, store).as('ann')
  const { file, ticket } = await ann.send('no picture', announce('no picture', { type: 'image/png' }))
  const elsewhere = startUploads({ records }, store).as('ann')
  expect(await elsewhere.confirm(file, ticket.reference)).toMatchObject({ error: { status: 404 } })
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'file-restricted' } })
})

it('answers for each upload in the order of the call', async () => {
  const ann = startUploads().as('ann')
  const { file, ticket } = await ann.send('one of three')
  const upload = { request: file, reference: ticket.reference, receipt: null }
  const { body } = await ann.call('POST', '/files', { uploads: [{ ...upload, reference: 'none' }, upload, {}, upload] })
  expect(body.files.map((one: { kind: string }) => one.kind)).toEqual(['failed', 'confirmed', 'failed', 'confirmed'])
})

it('does not bring a deleted file back when its confirm is repeated', async () => {
  const { as, store } = startUploads()
  const ann = as('ann')
  const { file, ticket } = await ann.send('deleted')
  const { file: registered } = await ann.confirm(file, ticket.reference)
  expect((await ann.call('DELETE', `/files/${registered.id}`)).status).toBe(204)
  expect(store.objects.size).toBe(0)
  store.put(new URL(ticket.url).pathname.slice(1), 'deleted')
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 410, code: 'already-used' } })
})

it('reads an object whose digest storage has not verified', async () => {
  const store = new MemoryStore({ putDigests: [] })
  const ann = startUploads({}, store).as('ann')
  const file = announce('right')
  const wrong = await ann.ticket(file)
  store.send(wrong.url, 'wrong')
  expect(await ann.confirm(file, wrong.reference)).toMatchObject({ error: { code: 'not-verified' } })
  const right = await ann.ticket(file)
  store.send(right.url, 'right')
  expect(await ann.confirm(file, right.reference)).toMatchObject({ kind: 'confirmed' })
})

it('reads no object that is larger than the limit, and shares it with no other file', async () => {
  const store = new MemoryStore({ putDigests: [] })
  const ann = startUploads({ hashUpToBytes: 3 }, store).as('ann')
  await ann.upload('large')
  expect(store.calls).not.toContain('read')
  expect(await ann.ticket(announce('large'))).toMatchObject({ kind: 'put' })
})

it('refuses an object whose first bytes contradict the profile', async () => {
  const profiles = { photos: { accept: 'image/*', maxSizeBytes: 1000, verifyHead: true } }
  const { as, store } = startUploads({ profiles })
  const ann = as('ann')
  const script = '<!doctype html><script>alert(1)</script>'
  const { file, ticket } = await ann.send(script, announce(script, { name: 'a.png', type: 'image/png' }))
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 422, code: 'file-restricted' } })
  expect(store.objects.size).toBe(0)
  const picture = 'GIF89a picture'
  const gif = await ann.send(picture, announce(picture, { name: 'a.gif', type: 'image/gif' }))
  expect(await ann.confirm(gif.file, gif.ticket.reference)).toMatchObject({ kind: 'confirmed' })
})

describe('a storage that fails', () => {
  async function confirmTwo(failing: number) {
    const { as, store, errors } = startUploads()
    const ann = as('ann')
    const sent = [await ann.send('a'), await ann.send('b')]
    const head = store.head.bind(store)
    const broken = new Set([...store.objects.keys()].slice(0, failing))
    store.head = async (key) => {
      if (broken.has(key)) throw new StorageError('HeadObject', { status: 400, code: null })
      return head(key)
    }
    const receipt = { status: 200, etag: null }
    const uploads = sent.map(({ file, ticket: { reference } }) => ({ request: file, reference, receipt }))
    return { errors, ...(await ann.call('POST', '/files', { uploads })) }
  }

  it('for one of two lets the other be registered', async () => {
    const { status, body, errors } = await confirmTwo(1)
    expect(status).toBe(200)
    expect(body.files).toMatchObject([{ kind: 'failed', error: { status: 503 } }, { kind: 'confirmed' }])
    expect(errors.map(({ call }) => call)).toEqual(['confirmFiles'])
  })

  it('for both fails the call, so that the client waits for storage', async () => {
    const { status, errors } = await confirmTwo(2)
    expect(status).toBe(503)
    expect(errors.map(({ call }) => call)).toEqual(['confirmFiles'])
  })
})

describe('an object that the server has to read', () => {
  const start = (abilities = {}) => {
    const store = new MemoryStore({ putDigests: [], ...abilities })
    const ann = startUploads({}, store).as('ann')
    const reads = (): number => store.calls.filter((call) => call === 'read').length
    return { ann, reads, store }
  }

  it('is read once for a call that names it a hundred times', async () => {
    const { ann, reads } = start()
    const { file, ticket } = await ann.send('read me')
    const files = Array.from({ length: 100 }, (_, index) => ({ ...file, id: String(index) }))
    const tickets = await ann.tickets(files)
    expect(new Set(tickets.map(({ reference }) => reference))).toEqual(new Set([ticket.reference]))
    expect(reads()).toBe(1)
    const uploads = files.map((request) => ({ request, reference: ticket.reference, receipt: null }))
    await ann.call('POST', '/files', { uploads })
    expect(reads()).toBe(1)
  })

  it('is not read again for tickets, even if it can be overwritten, unless it has been', async () => {
    const { ann, reads, store } = start({ writesOnce: false })
    const { file, ticket } = await ann.send('read me')
    for (let time = 1; time <= 3; time += 1) expect(await ann.ticket(file)).toMatchObject({ kind: 'stored' })
    expect(reads()).toBe(1)
    store.send(ticket.url, 'READ ME')
    expect(await ann.ticket(file)).toMatchObject({ kind: 'put' })
    expect(reads()).toBe(2)
  })

  it('is read when it is registered, and so is its copy, if it can be overwritten', async () => {
    const { ann, reads } = start({ writesOnce: false })
    const { file, ticket } = await ann.send('read me')
    await ann.ticket(file)
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
    expect(reads()).toBe(3)
  })

  it('is not read for a confirm with another ETag', async () => {
    const { ann, reads } = start()
    const { file, ticket } = await ann.send('read me')
    await ann.confirm(file, ticket.reference, '0'.repeat(32))
    expect(reads()).toBe(0)
  })

  it('is not read again once it is known to be right and cannot be overwritten', async () => {
    const { ann, reads } = start()
    const { file, ticket } = await ann.send('read me')
    for (let time = 1; time <= 3; time += 1) expect(await ann.ticket(file)).toMatchObject({ kind: 'stored' })
    await ann.confirm(file, ticket.reference)
    expect(reads()).toBe(1)
  })
})
