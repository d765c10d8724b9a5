import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { expect, it } from 'vitest'
import { describeStorages, digestOf, md5Hex, newKey, refusalOf, toSend } from './describeStorages.ts'

const text = 'hello world'
const other = 'jello world'

type Fields = readonly (readonly [name: string, value: string])[]

function post(url: string, fields: Fields, content = text): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  form.append('file', new Blob([content], { type: 'text/plain' }), 'näme "1".txt')
  return fetch(url, { method: 'POST', body: form, redirect: 'manual' })
}

const replace = (fields: Fields, name: string, value: string): Fields =>
  fields.map(([field, old]) => [field, field === name ? value : old])

describeStorages('a form POST', (s3) => {
  const sign = async (options: Partial<PresignedPostOptions> = {}): Promise<{ url: string; fields: Fields }> => {
    const { url, fields } = await createPresignedPost(s3.client, {
      Bucket: s3.storage.bucket,
      Key: newKey(),
      Expires: 60,
      ...options,
    })
    return { url, fields: Object.entries(fields) }
  }

  it('stores the file under its key and type and answers 204 with the ETag', async () => {
    const object = toSend(text, { type: 'image/png', digest: digestOf(text, 'md5') })
    const { url, fields } = await s3.presigner.post(object)
    const answer = await post(url, fields)
    expect([answer.status, answer.headers.get('etag')]).toEqual([204, `"${md5Hex(text)}"`])
    expect(await s3.head(object.key)).toMatchObject({ ContentLength: 11, ContentType: 'image/png' })
  })

  it('stores an empty file', async () => {
    const object = toSend('')
    const { url, fields } = await s3.presigner.post(object)
    expect((await post(url, fields, '')).status).toBe(204)
    expect(await s3.head(object.key)).toMatchObject({ ContentLength: 0 })
  })

  it('stores a file that is full of sequences that look like its end', async () => {
    const content = '\r\n--\r\n------\r\n'.repeat(20_000)
    const object = toSend(content)
    const { url, fields } = await s3.presigner.post(object)
    expect((await post(url, fields, content)).status).toBe(204)
    expect(await s3.head(object.key)).toMatchObject({ ETag: `"${md5Hex(content)}"` })
  })

  it('stores a SHA-256 among its fields and returns it', async () => {
    const digest = digestOf(text, 'sha-256')
    const object = toSend(text, { digest })
    const { url, fields } = await s3.presigner.post(object)
    expect((await post(url, fields)).status).toBe(204)
    expect(await s3.head(object.key)).toMatchObject({ ChecksumSHA256: digest.base64 })
  })

  it.each([
    ['more', 'hello world!', 'EntityTooLarge'],
    ['fewer', 'hello', 'EntityTooSmall'],
  ])('refuses %s bytes than the policy allows', async (_, content, code) => {
    const object = toSend(text)
    const { url, fields } = await s3.presigner.post(object)
    expect((await refusalOf(await post(url, fields, content))).slice(0, 2)).toEqual([400, code])
    expect(await s3.head(object.key)).toBeNull()
  })

  it('refuses bytes that differ from the MD5 among its fields', async () => {
    const object = toSend(text, { digest: digestOf(text, 'md5') })
    const { url, fields } = await s3.presigner.post(object)
    expect((await refusalOf(await post(url, fields, other))).slice(0, 2)).toEqual([400, 'BadDigest'])
    expect(await s3.head(object.key)).toBeNull()
  })

  it('refuses bytes with another SHA-256', async () => {
    const { url, fields } = await s3.presigner.post(toSend(text, { digest: digestOf(text, 'sha-256') }))
    expect((await refusalOf(await post(url, fields, other)))[1]).toBe('XAmzContentChecksumMismatch')
  })

  it('refuses a policy that has expired', async () => {
    const { url, fields } = await sign({ Expires: -5 })
    expect(await refusalOf(await post(url, fields))).toEqual([
      403,
      'AccessDenied',
      'Access Denied. (Invalid according to Policy: Policy expired)',
    ])
  })

  it.each([
    ['key', (fields: Fields) => replace(fields, 'key', 'test/other'), 403, 'AccessDenied'],
    ['type', (fields: Fields) => replace(fields, 'Content-Type', 'text/html'), 403, 'AccessDenied'],
    ['policy', (fields: Fields) => replace(fields, 'Policy', 'e30='), 403, 'SignatureDoesNotMatch'],
    ['signature', (fields: Fields) => replace(fields, 'X-Amz-Signature', '00'), 403, 'SignatureDoesNotMatch'],
    ['fields', (fields: Fields): Fields => [...fields, ['x-amz-meta-a', '1']], 403, 'AccessDenied'],
    [
      'fields by leaving one out',
      (fields: Fields) => fields.filter(([name]) => name !== 'Content-Type'),
      403,
      'AccessDenied',
    ],
    [
      'fields by leaving out the key',
      (fields: Fields) => fields.filter(([name]) => name !== 'key'),
      400,
      'MalformedPOSTRequest',
    ],
  ])('refuses a change to the %s', async (_, change, status, code) => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    expect((await refusalOf(await post(url, change(fields)))).slice(0, 2)).toEqual([status, code])
  })

  it('ignores fields that begin with x-ignore-', async () => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    expect((await post(url, [['x-ignore-me', '1'], ...fields])).status).toBe(204)
  })

  it.each([
    ['image/png', 204],
    ['text/html', 403],
  ])('checks how a field starts: %s', async (type, status) => {
    const { url, fields } = await sign({ Conditions: [['starts-with', '$Content-Type', 'image/']] })
    expect((await post(url, [['Content-Type', type], ...fields])).status).toBe(status)
  })

  it.each([
    ['200', /^$/],
    ['201', /<ETag>(&#34;|")[0-9a-f]{32}(&#34;|")<\/ETag>/],
    ['204', /^$/],
  ])('answers with the status that was asked for: %s', async (status, body) => {
    const { url, fields } = await sign({ Fields: { success_action_status: status } })
    const answer = await post(url, fields)
    expect(answer.status).toBe(Number(status))
    expect(await answer.text()).toMatch(body)
  })

  it('redirects to the given URL', async () => {
    const { url, fields } = await sign({ Fields: { success_action_redirect: 'http://app.test/done' } })
    const answer = await post(url, fields)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^http:\/\/app\.test\/done\?.*key=test/)
  })

  it("inserts the file's name into the key", async () => {
    const folder = newKey()
    const { url, fields } = await sign({ Key: `${folder}/\${filename}` })
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    form.append('file', new Blob([text]), 'ä.txt')
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204)
    expect(await s3.head(`${folder}/ä.txt`)).not.toBeNull()
  })

  it('is sent to the bucket, not to an object', async () => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    expect((await refusalOf(await post(`${url}/${newKey()}`, fields))).slice(0, 2)).toEqual([405, 'MethodNotAllowed'])
  })

  it.each([
    ['no file', (form: FormData) => form.delete('file')],
    [
      'its file first',
      (form: FormData, fields: Fields) =>
        fields.forEach(([name, value]) => [form.delete(name), form.append(name, value)]),
    ],
  ])('must not have %s', async (_, change) => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    const form = new FormData()
    form.append('file', new Blob([text]), 'a')
    change(form, fields)
    expect((await refusalOf(await fetch(url, { method: 'POST', body: form }))).slice(0, 2)).toEqual([
      400,
      'MalformedPOSTRequest',
    ])
  })

  it('must have an end', async () => {
    const object = toSend(text)
    const { url, fields } = await s3.presigner.post(object)
    const parts = fields.map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const body = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${text}`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await fetch(url, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    expect(await s3.head(object.key)).toBeNull()
  })
})
