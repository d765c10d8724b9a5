import { connect } from 'node:net'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { describeStorages, digestOf, md5Hex, newKey, refusalOf, toSend } from './describeStorages.ts'

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
    ['another type', text, { 'Content-Type': 'text/html' }, 403, 'SignatureDoesNotMatch'],
    ['another length', 'hello', {}, 403, 'SignatureDoesNotMatch'],
    ['other bytes', other, {}, 400, 'BadDigest'],
    ['another digest', other, { 'Content-MD5': digestOf(other, 'md5').base64 }, 403, 'SignatureDoesNotMatch'],
    ['metadata that was not signed', text, { 'x-amz-meta-more': '1' }, 400, 'AccessDenied'],
  ])('refuses %s than was signed', async (_, body, changed, status, code) => {
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const { url, headers } = await s3.presigner.put(object)
    const answer = await put(url, { ...headers, ...changed }, body)
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([status, code])
    expect(await s3.head(object.key)).toBeNull()
  })

  it('refuses a request that lacks a signed header', async () => {
    const object = toSend(text, { digest: digestOf(text, 'sha-256') })
    const { url } = await s3.presigner.put(object)
    expect(await refusalOf(await put(url, { 'Content-Type': 'text/plain' }))).toEqual([
      400,
      'AccessDenied',
      'There were headers present in the request which were not signed',
    ])
  })

  it('stores a signed SHA-256 and returns it', async () => {
    const digest = digestOf(text, 'sha-256')
    const object = toSend(text, { digest })
    const { url, headers } = await s3.presigner.put(object)
    expect((await put(url, headers)).status).toBe(200)
    expect(await s3.head(object.key)).toMatchObject({ ChecksumSHA256: digest.base64 })
  })

  it('refuses bytes with a SHA-256 other than the signed one', async () => {
    const object = toSend(text, { digest: digestOf(text, 'sha-256') })
    const { url, headers } = await s3.presigner.put(object)
    const [status, code] = await refusalOf(await put(url, headers, other))
    expect([status, code]).toEqual([400, 'XAmzContentChecksumMismatch'])
    expect(await s3.head(object.key)).toBeNull()
  })

  it.each([
    ['md5', 'InvalidDigest'],
    ['sha-256', 'InvalidArgument'],
  ] as const)('refuses a %s in hex', async (algorithm, code) => {
    const base64 = Buffer.from(digestOf(text, algorithm).base64, 'base64').toString('hex')
    const { url, headers } = await s3.presigner.put(toSend(text, { digest: { algorithm, base64 } }))
    expect((await refusalOf(await put(url, headers))).slice(0, 2)).toEqual([400, code])
  })

  it('refuses a CRC32 that does not match the bytes', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() }))
    expect((await refusalOf(await put(url, { 'x-amz-checksum-crc32': 'AAAAAA==' })))[1]).toBe(
      'XAmzContentChecksumMismatch',
    )
  })

  it('refuses to replace an object when the client requires a new one', async () => {
    const command = new PutObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() })
    const url = await getSignedUrl(s3.client, command)
    expect((await put(url, { 'if-none-match': '*' })).status).toBe(200)
    const [status, code] = await refusalOf(await put(url, { 'if-none-match': '*' }, other))
    expect([status, code]).toEqual([412, 'PreconditionFailed'])
  })

  it.each([
    ['a body of unknown length', newKey(), 411, 'MissingContentLength'],
    ['a key that is too long', 'k'.repeat(1025), 400, 'KeyTooLongError'],
    ['an empty step in a key', `${newKey()}//a`, 400, 'XMinioInvalidObjectName'],
  ])('refuses %s', async (_, Key, status, code) => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key }))
    // undici requires `duplex` with a stream, but the DOM's types lack it.
    const body = { body: status === 411 ? new Blob([text]).stream() : text, duplex: 'half' }
    const answer = await fetch(url, { method: 'PUT', ...body })
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([status, code])
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
