import { expect, it } from 'vitest'
import type { SignedForm, SignedRequest } from '../../../src/server.ts'
import { digestOf, md5Hex, newKey, toSend } from '../describeStorages.ts'
import { describeObjectStore } from './describeObjectStore.ts'

const text = 'hello world'
const other = 'jello world'

const put = ({ url, headers }: SignedRequest, body: string, changed: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'PUT', headers: { ...headers, ...changed }, body })

function post({ url, fields }: SignedForm, content: string, changed: Record<string, string> = {}): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, changed[name] ?? value)
  form.append('file', new Blob([content]), 'name.txt')
  return fetch(url, { method: 'POST', body: form })
}

describeObjectStore('what `s3` signs for a PUT', (under) => {
  it.each(['md5', 'sha-256'] as const)('stores exactly what was announced, with its %s', async (algorithm) => {
    const digest = digestOf(text, algorithm)
    const object = toSend(text, { type: 'image/png', digest })
    expect((await put(await under.store.signPut(object), text)).status).toBe(200)
    expect(await under.store.head(object.key)).toEqual({
      size: 11,
      etag: md5Hex(text),
      type: 'image/png',
      encoding: null,
      sha256: algorithm === 'sha-256' ? digest.base64 : null,
    })
  })

  it.each(["a b+c&d=e?f#g '()*!~.txt", 'ملف 📷 ñ 漢字.jpg', '%2F%20', 'k'.repeat(200)])(
    'takes the key …/%s',
    async (name) => {
      const object = toSend(text, { key: `${newKey()}/${name}` })
      expect((await put(await under.store.signPut(object), text)).status).toBe(200)
      expect(await under.store.head(object.key)).toMatchObject({ size: 11 })
    },
  )

  it.each([
    ['another length', `${text}!`, {}],
    ['a shorter length', 'hello', {}],
    ['another type', text, { 'content-type': 'text/html' }],
    ['other bytes', other, {}],
    ['other bytes with their own MD5', other, { 'content-md5': digestOf(other, 'md5').base64 }],
    ['no wish to be the first', text, { 'if-none-match': '"a"' }],
    ['metadata', text, { 'x-amz-meta-a': 'b' }],
  ])('is refused with %s', async (_, body, changed) => {
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const answer = await put(await under.store.signPut(object), body, changed)
    expect([400, 403]).toContain(answer.status)
    expect(await under.store.head(object.key)).toBeNull()
  })

  it('is refused with other bytes than the SHA-256 says', async () => {
    const object = toSend(text, { digest: digestOf(text, 'sha-256') })
    expect((await put(await under.store.signPut(object), other)).status).toBe(400)
    expect(await under.store.head(object.key)).toBeNull()
  })

  it.each(['content-type', 'if-none-match', 'x-amz-checksum-sha256'])(
    'is refused without its header %s',
    async (name) => {
      const object = toSend(text, { digest: digestOf(text, 'sha-256') })
      const signed = await under.store.signPut(object)
      const rest = Object.fromEntries(Object.entries(signed.headers).filter(([header]) => header !== name))
      expect(Object.keys(rest).length).toBe(Object.keys(signed.headers).length - 1)
      // A buffer has no type that fetch would add.
      const answer = await fetch(signed.url, { method: 'PUT', headers: rest, body: Buffer.from(text) })
      expect([400, 403]).toContain(answer.status)
      expect(await under.store.head(object.key)).toBeNull()
    },
  )

  it.each([
    ['into an empty key', null],
    ['over what is there', other],
  ])('copies no other object %s, whatever headers a page adds', async (_, before) => {
    const source = newKey()
    await under.store.write(source, new TextEncoder().encode(text), 'text/plain')
    const object = toSend(other)
    const signed = await under.store.signPut(object)
    if (before !== null) await put(signed, before)
    const copying = { 'x-amz-copy-source': `/${under.raw.storage.bucket}/${source}` }
    for (const more of [{}, { 'x-amz-metadata-directive': 'REPLACE' }]) {
      expect((await put(signed, other, { ...copying, ...more })).ok).toBe(false)
    }
    const kept = await under.store.read(object.key)
    expect(kept && (await new Response(kept).text())).toBe(before)
  })

  it('is refused the second time, so that nothing is overwritten', async () => {
    const object = toSend(text)
    const signed = await under.store.signPut(object)
    expect((await put(signed, text)).status).toBe(200)
    expect((await put(signed, other)).status).toBe(412)
    const again = await under.store.signPut(object)
    expect((await put(again, other)).status).toBe(412)
    expect(await under.store.head(object.key)).toMatchObject({ etag: md5Hex(text) })
  })

  it('lets one of many win', async () => {
    const object = toSend(text)
    const signed = await under.store.signPut(object)
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(signed, text)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is refused after its term', async () => {
    const object = toSend(text, { expiresInSeconds: -1 })
    expect([400, 403]).toContain((await put(await under.store.signPut(object), text)).status)
    expect(await under.store.head(object.key)).toBeNull()
  })

  it('leaves out a digest that the provider does not verify', async () => {
    const store = under.open({ abilities: { putDigests: ['md5'] } })
    const { headers } = await store.signPut(toSend(text, { digest: digestOf(text, 'sha-256') }))
    expect(Object.keys(headers)).not.toContain('x-amz-checksum-sha256')
  })
})

describeObjectStore('what `s3` signs for a form', (under) => {
  it('stores exactly what was announced', async () => {
    const [algorithm] = under.store.abilities.postDigests
    const object = toSend(text, { type: 'image/png', ...(algorithm && { digest: digestOf(text, algorithm) }) })
    expect((await post(await under.store.signPost(object), text)).status).toBe(204)
    expect(await under.store.head(object.key)).toMatchObject({ size: 11, etag: md5Hex(text), type: 'image/png' })
  })

  it('has one URL for all objects', async () => {
    const urls = [await under.store.signPost(toSend(text)), await under.store.signPost(toSend(other))].map(
      ({ url }) => url,
    )
    expect(urls[0]).toBe(urls[1])
  })

  it('takes a key with signs of all kinds', async () => {
    const object = toSend(text, { key: `${newKey()}/ملف 📷 a+b & (c)! 'd'*.txt` })
    expect((await post(await under.store.signPost(object), text)).status).toBe(204)
    expect(await under.store.head(object.key)).toMatchObject({ size: 11 })
  })

  it.each([
    ['more bytes', `${text}!`, {}],
    ['fewer bytes', 'hello', {}],
    ['another type', text, { 'Content-Type': 'text/html' }],
    ['another key', text, { key: 'test/another' }],
  ])('is refused with %s', async (_, body, changed) => {
    const object = toSend(text)
    const answer = await post(await under.store.signPost(object), body, changed)
    expect([400, 403]).toContain(answer.status)
    expect(await under.store.head(object.key)).toBeNull()
    expect(await under.store.head('test/another')).toBeNull()
  })

  it('is refused with other bytes than each digest says that the provider verifies', async () => {
    for (const algorithm of under.store.abilities.postDigests) {
      const object = toSend(text, { digest: digestOf(text, algorithm) })
      expect((await post(await under.store.signPost(object), other)).status).toBe(400)
      expect(await under.store.head(object.key)).toBeNull()
    }
  })

  it('is refused after its term', async () => {
    const object = toSend(text, { expiresInSeconds: -1 })
    expect([400, 403]).toContain((await post(await under.store.signPost(object), text)).status)
    expect(await under.store.head(object.key)).toBeNull()
  })

  it('is not signed for a key in which storage would put the name of the sent file', async () => {
    await expect(under.store.signPost(toSend(text, { key: 'a/${filename}' }))).rejects.toThrow(TypeError)
  })
})

describeObjectStore('what `s3` signs for reading', (under) => {
  const reading = {
    type: 'application/octet-stream',
    disposition: `attachment; filename="a b.txt"`,
    expiresInSeconds: 60,
  }

  it('answers with the type and the disposition that were signed, under one URL for one time', async () => {
    const object = toSend(text)
    await put(await under.store.signPut(object), text)
    const signedAtMs = Date.now() - 1000
    const url = await under.store.signGet({ ...reading, key: object.key, signedAtMs })
    const answer = await fetch(url)
    expect(await answer.text()).toBe(text)
    expect(answer.headers.get('content-type')).toBe(reading.type)
    expect(answer.headers.get('content-disposition')).toBe(reading.disposition)
    expect(await under.store.signGet({ ...reading, key: object.key, signedAtMs })).toBe(url)
  })

  it('is refused with another type, for another key and after its term', async () => {
    const object = toSend(text)
    await put(await under.store.signPut(object), text)
    const url = await under.store.signGet({ ...reading, key: object.key, signedAtMs: Date.now() })
    const old = await under.store.signGet({ ...reading, key: object.key, signedAtMs: Date.now() - 120_000 })
    const changed = [url.replace('octet-stream', 'xhtml%2Bxml'), url.replace(object.key, `${object.key}2`), old]
    for (const one of changed) expect((await fetch(one)).status).toBe(403)
  })
})
