import { request } from 'node:http'
import { connect } from 'node:net'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { answerOf, isRefusal } from './answers/answerOf.ts'
import { describeStorages, digestOf, md5Hex, newKey, toSend } from './describeStorages.ts'
import type { SignedPut } from './presigner.ts'

const text = 'hello world'
const other = 'jello world'

const put = (url: string, headers: Readonly<Record<string, string>>, body: string = text): Promise<Response> =>
  fetch(url, { method: 'PUT', headers, body })

describeStorages('a presigned PUT', (s3) => {
  it('stores the bytes under their type and answers with their MD5 as quoted ETag', async () => {
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const { url, headers } = await s3.presigner.put(object)
    const answer = await put(url, headers)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, `"${md5Hex(text)}"`])
    expect(await s3.head(object.key)).toMatchObject({ ContentLength: 11, ContentType: 'text/plain' })
  })

  it('stores an empty body', async () => {
    const object = toSend('', { digest: digestOf('', 'md5') })
    const { url, headers } = await s3.presigner.put(object)
    expect((await put(url, headers, '')).headers.get('etag')).toBe('"d41d8cd98f00b204e9800998ecf8427e"')
    expect(await s3.head(object.key)).toMatchObject({ ContentLength: 0 })
  })

  it('accepts a key with spaces, non-Latin letters and punctuation', async () => {
    const object = toSend(text, { key: `${newKey()}/ملف 📷 a+b & (c)! 'd'*.txt` })
    const { url, headers } = await s3.presigner.put(object)
    expect((await put(url, headers)).status).toBe(200)
    expect(await s3.head(object.key)).toMatchObject({ ContentLength: 11 })
  })

  it('keeps the later of two bodies', async () => {
    const key = newKey()
    for (const body of [other, text]) {
      const { url, headers } = await s3.presigner.put(toSend(body, { key }))
      await put(url, headers, body)
    }
    expect(await s3.head(key)).toMatchObject({ ETag: `"${md5Hex(text)}"` })
  })

  it.each([
    ['another type than was signed', text, { 'Content-Type': 'text/html' }],
    ['another length than was signed', 'hello', {}],
    ['other bytes than the MD5 says', other, {}],
    ['another digest than was signed', other, { 'Content-MD5': digestOf(other, 'md5').base64 }],
    ['metadata that was not signed', text, { 'x-amz-meta-more': '1' }],
  ] as const)('refuses %s', async (rule, body, changed) => {
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const { url, headers } = await s3.presigner.put(object)
    const answer = await put(url, { ...headers, ...changed }, body)
    expect(await answerOf(answer)).toMatchObject(s3.answers.to[rule])
    expect(await s3.head(object.key)).toBeNull()
  })

  it('has a rule for a redirection that was not signed', async () => {
    const object = toSend(text)
    const { url, headers } = await s3.presigner.put(object)
    const answer = await answerOf(
      await put(url, { ...headers, 'x-amz-website-redirect-location': 'https://evil.test/' }),
    )
    expect(answer).toMatchObject(s3.answers.to['a redirection that was not signed'])
    expect((await s3.head(object.key)) === null).toBe(isRefusal(answer))
  })

  it('has a rule for a source of a copy that was not signed', async () => {
    const foreign = await s3.store('of another user')
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const { url, headers } = await s3.presigner.put(object)
    const source = `/${s3.storage.bucket}/${foreign}`
    const answer = await answerOf(await put(url, { ...headers, 'x-amz-copy-source': source }))
    expect(answer).toMatchObject(s3.answers.to['a source of a copy that was not signed'])
    // A server has to look at what is there before it registers it.
    const copied = isRefusal(answer) ? undefined : `"${md5Hex('of another user')}"`
    expect((await s3.head(object.key))?.ETag).toBe(copied)
  })

  it('refuses a signed header left out', async () => {
    const object = toSend(text, { digest: digestOf(text, 'sha-256') })
    const { url } = await s3.presigner.put(object)
    const answer = await put(url, { 'Content-Type': 'text/plain' })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['a signed header left out'])
    expect(await s3.head(object.key)).toBeNull()
  })

  it('stores a signed SHA-256 and returns it', async () => {
    const digest = digestOf(text, 'sha-256')
    const object = toSend(text, { digest })
    const { url, headers } = await s3.presigner.put(object)
    expect((await put(url, headers)).status).toBe(200)
    expect(await s3.head(object.key)).toMatchObject({ ChecksumSHA256: digest.base64 })
  })

  it('knows no SHA-256 of bytes that came without', async () => {
    const object = toSend(text)
    const { url, headers } = await s3.presigner.put(object)
    await put(url, headers)
    const stored = await s3.head(object.key)
    expect(stored?.ETag).toBe(`"${md5Hex(text)}"`)
    expect(stored?.ChecksumSHA256).toBeUndefined()
  })

  it('refuses other bytes than the SHA-256 says', async () => {
    const object = toSend(text, { digest: digestOf(text, 'sha-256') })
    const { url, headers } = await s3.presigner.put(object)
    const answer = await put(url, headers, other)
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['other bytes than the SHA-256 says'])
    expect(await s3.head(object.key)).toBeNull()
  })

  it.each([
    ['an MD5 in hex', 'md5'],
    ['a SHA-256 in hex', 'sha-256'],
  ] as const)('refuses %s', async (rule, algorithm) => {
    const base64 = Buffer.from(digestOf(text, algorithm).base64, 'base64').toString('hex')
    const { url, headers } = await s3.presigner.put(toSend(text, { digest: { algorithm, base64 } }))
    expect(await answerOf(await put(url, headers))).toMatchObject(s3.answers.to[rule])
  })

  it('refuses other bytes than the CRC32 says', async () => {
    const Key = newKey()
    const command = new PutObjectCommand({ Bucket: s3.storage.bucket, Key, ChecksumCRC32: 'AAAAAA==' })
    const url = await getSignedUrl(s3.client, command, { unhoistableHeaders: new Set(['x-amz-checksum-crc32']) })
    const answer = await put(url, { 'x-amz-checksum-crc32': 'AAAAAA==' })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['other bytes than the CRC32 says'])
    expect(await s3.head(Key)).toBeNull()
  })

  it.each([
    ['a key that is too long', 'k'.repeat(1025)],
    ['an empty step in a key', `${newKey()}//a`],
  ] as const)('has a rule for %s', async (rule, Key) => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key }))
    expect(await answerOf(await put(url, {}))).toMatchObject(s3.answers.to[rule])
  })

  it('has a rule for a key below the key of an object', async () => {
    const Key = `${await s3.store(text)}/below`
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key }))
    expect(await answerOf(await put(url, {}))).toMatchObject(s3.answers.to['a key below the key of an object'])
  })

  it('refuses a body of unknown length', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() }))
    // undici requires `duplex` with a stream, but the DOM's types lack it.
    const body = { body: new Blob([text]).stream(), duplex: 'half' }
    const answer = await fetch(url, { method: 'PUT', ...body })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['a body of unknown length'])
  })

  it('stores nothing of a body whose client disconnects, if a digest was announced', async () => {
    const object = toSend('x'.repeat(1_000_000), { digest: digestOf('x'.repeat(1_000_000), 'md5') })
    await breakOff(await s3.presigner.put(object), 300_000)
    expect(await s3.head(object.key)).toBeNull()
  })

  it('stores what came of a body without a digest only where storage is known for it', async () => {
    const object = toSend('x'.repeat(1_000_000))
    await breakOff(await s3.presigner.put(object), 300_000)
    const isStored = async (): Promise<boolean> => (await s3.head(object.key)) !== null
    await expect.poll(isStored).toBe(s3.answers.storesCutBodies)
  })

  it('stores nothing of an incomplete body', async () => {
    const object = toSend(text)
    const { url, headers } = await s3.presigner.put(object)
    const answer = await sendHalf(new URL(url), headers)
    expect(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])).toBeGreaterThanOrEqual(400)
    expect(await s3.head(object.key)).toBeNull()
  })
})

/** Announces the whole text, sends half of it and closes the connection. */
function sendHalf(url: URL, headers: Readonly<Record<string, string>>): Promise<string> {
  const lines = Object.entries({ Host: url.host, 'Content-Length': String(text.length), ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(url.port), url.hostname, () =>
      socket.end(`PUT ${url.pathname}${url.search} HTTP/1.1\r\n${head}\r\n${text.slice(0, 5)}`),
    )
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}

/** Sends the beginning of a megabyte, and returns when the connection is closed. */
async function breakOff({ url, headers }: SignedPut, sentBytes: number): Promise<void> {
  const upload = request(url, { method: 'PUT', headers: { ...headers, 'Content-Length': '1000000' } })
  const closed = new Promise((resolve) => upload.on('error', () => undefined).once('close', resolve))
  await new Promise((resolve) => upload.write('x'.repeat(sentBytes), resolve))
  upload.destroy()
  await closed
}
