import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { expect, it } from 'vitest'
import { answerOf, isRefusal } from './answers/answerOf.ts'
import type { Rule } from './answers/storageAnswers.ts'
import { describeStorages, digestOf, md5Hex, newKey, toSend } from './describeStorages.ts'

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
    ['a form with too many bytes', 'hello world!', undefined],
    ['a form with too few bytes', 'hello', undefined],
    ['a form with other bytes than its MD5 says', other, 'md5'],
    ['a form with other bytes than its SHA-256 says', other, 'sha-256'],
    ['a form with more bytes than its MD5 and its policy say', 'hello world!', 'md5'],
  ] as const)('has a rule for %s', async (rule, content, algorithm) => {
    const object = toSend(text, algorithm && { digest: digestOf(text, algorithm) })
    const { url, fields } = await s3.presigner.post(object)
    const answer = await answerOf(await post(url, fields, content))
    expect(answer).toMatchObject(s3.answers.to[rule])
    expect((await s3.head(object.key)) === null).toBe(isRefusal(answer))
  })

  it('refuses a form with an expired policy', async () => {
    const { url, fields } = await sign({ Expires: -5 })
    expect(await answerOf(await post(url, fields))).toMatchObject(s3.answers.to['a form with an expired policy'])
  })

  it.each([
    ['a form with another key', (fields) => replace(fields, 'key', 'test/other')],
    ['a form with another type', (fields) => replace(fields, 'Content-Type', 'text/html')],
    ['a form with another policy', (fields) => replace(fields, 'Policy', 'e30=')],
    ['a form with another signature', (fields) => replace(fields, 'X-Amz-Signature', '00')],
    ['a form with a field more', (fields) => [...fields, ['x-amz-meta-a', '1']]],
    ['a form without its type', (fields) => fields.filter(([name]) => name !== 'Content-Type')],
    ['a form without its key', (fields) => fields.filter(([name]) => name !== 'key')],
  ] satisfies readonly [Rule, (fields: Fields) => Fields][])('refuses %s', async (rule, change) => {
    const object = toSend(text)
    const { url, fields } = await s3.presigner.post(object)
    expect(await answerOf(await post(url, change(fields)))).toMatchObject(s3.answers.to[rule])
    expect(await s3.head(object.key)).toBeNull()
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

  it("may have the file's name in its key", async () => {
    const folder = newKey()
    const { url, fields } = await sign({ Key: `${folder}/\${filename}` })
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    form.append('file', new Blob([text]), 'ä.txt')
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204)
    const name = s3.answers.insertsFileName ? 'ä.txt' : '${filename}'
    expect(await s3.head(`${folder}/${name}`)).not.toBeNull()
  })

  it('is sent to the bucket, not to an object', async () => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    const answer = await answerOf(await post(`${url}/${newKey()}`, fields))
    expect(answer).toMatchObject(s3.answers.to['a form for an object'])
  })

  it.each([
    ['a form without a file', false],
    ['a form with its file first', true],
  ] as const)('has a rule for %s', async (rule, hasFile) => {
    const { url, fields } = await s3.presigner.post(toSend(text))
    const form = new FormData()
    if (hasFile) form.append('file', new Blob([text]), 'a')
    for (const [name, value] of fields) form.append(name, value)
    expect(await answerOf(await fetch(url, { method: 'POST', body: form }))).toMatchObject(s3.answers.to[rule])
  })

  it('refuses a form without an end', async () => {
    const object = toSend(text)
    const { url, fields } = await s3.presigner.post(object)
    const parts = fields.map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const body = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${text}`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await fetch(url, { method: 'POST', headers, body })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['a form without an end'])
    expect(await s3.head(object.key)).toBeNull()
  })
})
