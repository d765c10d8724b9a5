import { expect, it } from 'vitest'
import { answerOf } from '../storage/answers/answerOf.ts'
import { etagOf } from '../storage/answers/etagOf.ts'
import { announce, announceUnhashed } from './contract/announce.ts'
import { keyOf, sendBytes } from './contract/sendBytes.ts'
import { describeUploads } from './describeUploads.ts'

const day = 24 * 60 * 60 * 1000

describeUploads('createUploads', ({ bucket, start }) => {
  it('registers what was sent, and reads, renames and deletes it', async () => {
    const { ann, bob } = start()
    const content = `hello ${Math.random()}`
    const file = await ann.upload(content, { name: 'Été "1".txt' })
    const { files } = await ann.call('GET', '/files', 'FilePage')
    expect(files).toMatchObject([{ id: file.id, name: 'Été "1".txt', size: content.length }])
    const read = await fetch(files[0].url)
    expect([await read.text(), read.headers.get('content-disposition')]).toEqual([
      content,
      `inline; filename="_t_ _1_.txt"; filename*=UTF-8''%C3%89t%C3%A9%20%221%22.txt`,
    ])
    const renamed = await ann.call('PATCH', `/files/${file.id}`, 'FileAnswer', { name: 'b.txt', alt: 'Notes' })
    expect(renamed.file).toMatchObject({ name: 'b.txt', alt: 'Notes' })
    await expect(bob.call('DELETE', `/files/${file.id}`, null)).rejects.toThrow('404')
    await ann.call('DELETE', `/files/${file.id}`, null)
    expect((await fetch(files[0].url)).status).toBe(404)
  })

  it('serves what could run in a page as a download', async () => {
    const { ann } = start()
    const { url } = await ann.upload(`<script>${Math.random()}</script>`, { type: 'text/html', name: 'a.html' })
    const { headers } = await fetch(url)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
  })

  it('lets storage take these bytes, once, and no others', async () => {
    const { to } = bucket.raw.answers
    const { ann } = start()
    const file = announce('these bytes')
    const ticket = await ann.ticket(file)
    const sent = async (...given: [content: string, headers?: Readonly<Record<string, string>>]) =>
      answerOf(await sendBytes(ticket, ...given))
    expect(await sent('those bytes')).toMatchObject(to['other bytes than the SHA-256 says'])
    expect(await sent('more than these')).toMatchObject(to['another length than was signed'])
    expect(await sent('these bytes', { 'content-type': 'text/html' })).toMatchObject(to['another type than was signed'])
    expect((await sendBytes(ticket, 'these bytes')).status).toBe(200)
    expect((await sendBytes(ticket, 'these bytes')).status).toBe(412)
    await ann.confirm(file, ticket.reference)
    expect((await sendBytes(ticket, 'these bytes')).status).toBe(412)
  })

  it('cannot be made to overwrite a file that has no digest', async () => {
    const { ann } = start()
    const content = `first ${Math.random()}`
    const file = announceUnhashed(content)
    const ticket = await ann.ticket(file)
    await sendBytes(ticket, content)
    const { file: registered } = await ann.confirm(file, ticket.reference)
    expect((await sendBytes(ticket, content.toUpperCase())).status).toBe(412)
    expect(await (await fetch(registered.url)).text()).toBe(content)
  })

  it.each([
    ['a form', { profiles: { any: { maxSizeBytes: 1000, sendWith: 'post' } } } as const, {}],
    ['a storage that overwrites', {}, { abilities: { writesOnce: false } }],
  ])('keeps a copy that no URL can overwrite, with %s', async (_, options, abilities) => {
    const store = bucket.open(abilities)
    const { ann, uploads } = start({ ...options, storage: store })
    const content = `first ${Math.random()}`
    const file = announceUnhashed(content)
    const ticket = await ann.ticket(file)
    const etag = etagOf(await sendBytes(ticket, content))
    const { file: registered } = await ann.confirm(file, ticket.reference, etag)
    expect(await store.head(keyOf(ticket))).toBeNull()
    expect((await sendBytes(ticket, content.toUpperCase())).ok).toBe(true)
    expect(await (await fetch(registered.url)).text()).toBe(content)
    await uploads.sweep({ nowMs: Date.now() + day })
    expect(await store.head(keyOf(ticket))).toBeNull()
    expect(await (await fetch(registered.url)).text()).toBe(content)
  })

  it('finds what is there already', async () => {
    const { ann } = start()
    const content = `twice ${Math.random()}`
    const first = await ann.upload(content)
    expect(await ann.ticket(announce(content))).toMatchObject({ kind: 'existing', file: { id: first.id } })
    const other = announce(content, { name: 'other.txt' })
    const ticket = await ann.ticket(other)
    expect(ticket.kind).toBe('stored')
    const { file: second } = await ann.confirm(other, ticket.reference)
    await ann.call('DELETE', `/files/${first.id}`, null)
    expect(await (await fetch(second.url)).text()).toBe(content)
  })

  it('refuses an object that came by another way', async () => {
    const { ann, store } = start()
    const file = announce('announced')
    const ticket = await ann.ticket(file)
    await store.write(keyOf(ticket), new TextEncoder().encode('something'), 'text/plain')
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'not-verified' } })
    expect(await store.head(keyOf(ticket))).toBeNull()
  })

  it('refuses an object that is said to be packed', async () => {
    const { ann } = start({ profiles: { any: { maxSizeBytes: 1000, accept: 'image/*', verifyHead: true } } })
    const file = announceUnhashed('no picture', { type: 'image/png' })
    const ticket = await ann.ticket(file)
    expect((await sendBytes(ticket, 'no picture', { 'content-encoding': 'gzip' })).status).toBe(200)
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'not-verified' } })
  })

  it('registers the upload of a closed tab when the bucket tells of it', async () => {
    const storageEventsToken = 'a-token-of-the-bucket'
    const { ann, uploads } = start({ storageEventsToken })
    const content = `closed ${Math.random()}`
    const ticket = await ann.ticket(announce(content))
    await sendBytes(ticket, content)
    const eventName = 's3:ObjectCreated:Put'
    const body = { Records: [{ eventName, s3: { object: { key: encodeURIComponent(keyOf(ticket)) } } }] }
    const headers = { authorization: `Bearer ${storageEventsToken}`, 'content-type': 'application/json' }
    const request = new Request('http://app.test/events', { method: 'POST', headers, body: JSON.stringify(body) })
    expect((await uploads.onStorageEvent(request)).status).toBe(204)
    expect((await ann.call('GET', '/files', 'FilePage')).files).toHaveLength(1)
  })

  const fiveMiB = 5 * 1024 ** 2

  it('takes a file in parts, and reads all of it before it is registered', async () => {
    const { ann, uploads, store } = start({ multipartAboveBytes: fiveMiB, partSizeBytes: fiveMiB })
    const content = `${'a'.repeat(fiveMiB)} the end ${Math.random()}`
    const pieces = [content.slice(0, fiveMiB), content.slice(fiveMiB)]
    const begin = async (sent: readonly string[]) => {
      const file = announce(content, { type: 'video/mp4' })
      const { kind, reference } = await ann.ticket(file)
      expect(kind).toBe('multipart')
      const parts = pieces.map((piece, index) => ({ number: index + 1, size: piece.length }))
      const signed = await ann.call('POST', '/multipart/sign', 'SignPartsAnswer', { reference, parts })
      for (const [index, { url, headers }] of signed.parts.entries()) {
        expect((await fetch(url, { method: 'PUT', headers, body: sent[index] ?? '' })).status).toBe(200)
      }
      return { file, reference, parts: parts.map(({ number }) => ({ number, etag: null })) }
    }
    const torn = await begin([pieces[0] ?? '', pieces[1]?.toUpperCase() ?? ''])
    await ann.call('POST', '/multipart/complete', 'CompleteAnswer', torn)
    expect(await ann.confirm(torn.file, torn.reference)).toMatchObject({ error: { code: 'not-verified' } })
    const whole = await begin(pieces)
    const { receipt } = await ann.call('POST', '/multipart/complete', 'CompleteAnswer', whole)
    expect(await ann.call('POST', '/multipart/complete', 'CompleteAnswer', whole)).toEqual({ receipt })
    expect(await ann.confirm(whole.file, whole.reference, receipt.etag)).toMatchObject({ kind: 'confirmed' })
    const { reference } = await ann.ticket(announceUnhashed(content))
    const [upload] = await uploads.service.records.findUploads('ann', [reference])
    expect(await store.findMultipartUploads(upload?.key ?? '')).toHaveLength(1)
    await uploads.sweep({ nowMs: Date.now() + 3 * day })
    expect(await store.findMultipartUploads(upload?.key ?? '')).toEqual([])
  })

  it('serves a hundred files in one call', async () => {
    const { ann } = start()
    const files = Array.from({ length: 100 }, (_, index) => announce(`${index} ${Math.random()}`))
    const { tickets } = await ann.call('POST', '/tickets', 'TicketsAnswer', { files })
    expect(new Set(tickets.map(({ reference }: { reference: string }) => reference)).size).toBe(100)
  })
})
