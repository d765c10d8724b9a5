import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { answerOf } from './answers/answerOf.ts'
import { describeStorages, md5Hex, newKey } from './describeStorages.ts'

const text = 'hello world'

describeStorages('a stored object', (s3) => {
  const getUrl = (key: string): Promise<string> => s3.presigner.get({ key, expiresInSeconds: 60 })

  it('is returned with its type, length, ETag and date', async () => {
    const answer = await fetch(await getUrl(await s3.store(text)))
    expect(await answer.text()).toBe(text)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '11',
      'content-type': 'text/plain',
      etag: `"${md5Hex(text)}"`,
    })
    expect(Date.parse(answer.headers.get('last-modified') ?? '')).toBeGreaterThan(Date.now() - 60_000)
  })

  it('is returned with the name and type that the URL was signed for', async () => {
    const key = await s3.store(text)
    const disposition = 'attachment; filename="a.txt"'
    const url = await s3.presigner.get({ key, expiresInSeconds: 60, disposition, type: 'text/x-signed' })
    const { headers } = await fetch(url)
    expect([headers.get('content-disposition'), headers.get('content-type')]).toEqual([disposition, 'text/x-signed'])
    expect((await fetch(url.replace('x-signed', 'html'))).status).toBe(403)
  })

  it.each([
    ['bytes=2-4', 206, 'llo', 'bytes 2-4/11'],
    ['bytes=9-', 206, 'ld', 'bytes 9-10/11'],
    ['bytes=-3', 206, 'rld', 'bytes 8-10/11'],
    ['bytes=4-999', 206, 'o world', 'bytes 4-10/11'],
    ['frogs=1', 200, text, null],
  ])('is read in part: %s', async (range, status, body, contentRange) => {
    const answer = await fetch(await getUrl(await s3.store(text)), { headers: { range } })
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
      status,
      body,
      contentRange,
    ])
  })

  it('has no bytes after its end', async () => {
    const answer = await fetch(await getUrl(await s3.store(text)), { headers: { range: 'bytes=99-' } })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['a range after the end'])
  })

  it('is read up to a limit, or to its end if that comes first', async () => {
    const range = 'bytes=0-4095'
    const long = await fetch(await getUrl(await s3.store('ab'.repeat(5000))), { headers: { range } })
    expect([long.status, (await long.bytes()).length, long.headers.get('content-range')]).toEqual([
      206,
      4096,
      'bytes 0-4095/10000',
    ])
    const short = await fetch(await getUrl(await s3.store(text)), { headers: { range } })
    expect([short.status, await short.text()]).toEqual([206, text])
    const empty = await fetch(await getUrl(await s3.store('')), { headers: { range } })
    expect(await answerOf(empty)).toMatchObject(s3.answers.to['a range of an empty object'])
  })

  it('is not sent to a client that already has it', async () => {
    const headers = { 'if-none-match': `"${md5Hex(text)}"` }
    expect((await fetch(await getUrl(await s3.store(text)), { headers })).status).toBe(304)
  })

  it('is not sent to a client that requires another ETag', async () => {
    const answer = await fetch(await getUrl(await s3.store(text)), { headers: { 'if-match': '"other"' } })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['another ETag than is required'])
  })

  it('answers HEAD without a body', async () => {
    const url = await getSignedUrl(
      s3.client,
      new HeadObjectCommand({ Bucket: s3.storage.bucket, Key: await s3.store(text) }),
    )
    const answer = await fetch(url, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '11', ''])
  })

  it('is gone once it is deleted, and may be deleted again', async () => {
    const key = await s3.store(text)
    const url = await getSignedUrl(s3.client, new DeleteObjectCommand({ Bucket: s3.storage.bucket, Key: key }))
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(204)
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(204)
    expect(await answerOf(await fetch(await getUrl(key)))).toMatchObject(s3.answers.to['a key without an object'])
    expect(await s3.head(key)).toBeNull()
  })

  it('is listed by prefix, page after page', async () => {
    const Prefix = `${newKey()}/`
    for (const name of ['a', 'b', 'c']) {
      const { url, headers } = await s3.presigner.put({
        key: `${Prefix}${name}`,
        type: 'text/plain',
        size: 1,
        expiresInSeconds: 60,
      })
      await fetch(url, { method: 'PUT', headers, body: name })
    }
    const list = new ListObjectsV2Command({ Bucket: s3.storage.bucket, Prefix, MaxKeys: 2 })
    const first = await s3.client.send(list)
    const ContinuationToken = first.NextContinuationToken ?? ''
    const second = await s3.client.send(new ListObjectsV2Command({ ...list.input, ContinuationToken }))
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false])
    const keys = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key = '' }) => Key.slice(Prefix.length))
    expect(keys).toEqual(['a', 'b', 'c'])
  })

  it('exposes its ETag and refusals to pages of other origins', async () => {
    const headers = { origin: 'https://app.test' }
    const found = await fetch(await getUrl(await s3.store(text)), { headers })
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() }))
    const missing = await fetch(url, { headers })
    for (const answer of [found, missing]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(s3.answers.allowedOrigin)
      expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('etag')
    }
  })

  it('shows its refusal of an unsigned request to pages of other origins, or does not', async () => {
    const url = `${s3.storage.endpoint}/${s3.storage.bucket}/${newKey()}`
    const answer = await fetch(url, { headers: { origin: 'https://app.test' } })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['no signature'])
    expect(answer.headers.has('access-control-allow-origin')).toBe(s3.answers.showsUnsignedRefusals)
  })

  it('answers preflights', async () => {
    const answer = await fetch(`${s3.storage.endpoint}/${s3.storage.bucket}/${newKey()}`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.test',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,content-md5',
      },
    })
    expect(answer.status).toBe(204)
    const allowed = (what: string): string => answer.headers.get(`access-control-allow-${what}`) ?? ''
    expect(allowed('origin')).toBe(s3.answers.allowedOrigin)
    expect(allowed('methods')).toContain('PUT')
    const names = allowed('headers').toLowerCase().split(/, */)
    expect(names).toEqual(expect.arrayContaining(['content-type', 'content-md5']))
  })
})
