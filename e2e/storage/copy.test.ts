import { CopyObjectCommand, type CopyObjectCommandInput, type CopyObjectCommandOutput } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { answerOfCall } from './answers/answerOf.ts'
import { encodeKey } from './encodeKey.ts'
import { describeStorages, digestOf, md5Hex, newKey, toSend } from './describeStorages.ts'

const text = 'hello world'

describeStorages('a copy in storage', (s3) => {
  const copy = (
    from: string,
    Key: string,
    options: Partial<CopyObjectCommandInput> = {},
  ): Promise<CopyObjectCommandOutput> => {
    const Bucket = s3.storage.bucket
    return s3.client.send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeKey(from)}`, ...options }),
    )
  }

  it('has the bytes and the type of its source', async () => {
    const from = await s3.store(text, 'image/png')
    const key = newKey()
    const { CopyObjectResult } = await copy(from, key)
    expect(CopyObjectResult?.ETag).toBe(`"${md5Hex(text)}"`)
    expect(CopyObjectResult?.LastModified?.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(await s3.head(key)).toMatchObject({ ContentLength: 11, ContentType: 'image/png' })
    const url = await s3.presigner.get({ key, expiresInSeconds: 60 })
    expect(await (await fetch(url)).text()).toBe(text)
    expect(await s3.head(from)).not.toBeNull()
  })

  it('stays when its source is deleted or replaced', async () => {
    const from = newKey()
    const key = newKey()
    for (const body of [text, 'something else']) {
      const { url, headers } = await s3.presigner.put(toSend(body, { key: from }))
      await fetch(url, { method: 'PUT', headers, body })
      if (body === text) await copy(from, key)
    }
    const url = await s3.presigner.get({ key, expiresInSeconds: 60 })
    expect(await (await fetch(url)).text()).toBe(text)
  })

  it('keeps the SHA-256 of its source', async () => {
    const digest = digestOf(text, 'sha-256')
    const object = toSend(text, { digest })
    const { url, headers } = await s3.presigner.put(object)
    await fetch(url, { method: 'PUT', headers, body: text })
    const key = newKey()
    await copy(object.key, key)
    expect(await s3.head(key)).toMatchObject({ ChecksumSHA256: digest.base64 })
  })

  it('finds a source with spaces, non-Latin letters and punctuation', async () => {
    const object = toSend(text, { key: `${newKey()}/ملف 📷 a+b & (c)! 'd'*.txt` })
    const { url, headers } = await s3.presigner.put(object)
    await fetch(url, { method: 'PUT', headers, body: text })
    const key = newKey()
    await copy(object.key, key)
    expect(await s3.head(key)).toMatchObject({ ContentLength: 11 })
  })

  it('gets another type if that is asked for', async () => {
    const key = newKey()
    await copy(await s3.store(text, 'text/html'), key, {
      MetadataDirective: 'REPLACE',
      ContentType: 'application/octet-stream',
      ContentDisposition: 'attachment',
    })
    expect(await s3.head(key)).toMatchObject({
      ContentType: 'application/octet-stream',
      ContentDisposition: 'attachment',
    })
  })

  it('is made of a source that has the required ETag', async () => {
    const from = await s3.store(text)
    const [key, other] = [newKey(), newKey()]
    await copy(from, key, { CopySourceIfMatch: `"${md5Hex(text)}"` })
    expect(await s3.head(key)).not.toBeNull()
    const answer = await answerOfCall(copy(from, other, { CopySourceIfMatch: `"${md5Hex('else')}"` }))
    expect(answer).toMatchObject(s3.answers.to['another ETag than is required'])
    expect(await s3.head(other)).toBeNull()
  })

  it('has a rule for a copy to a key that must be new and is not', async () => {
    const [from, key] = [await s3.store('from'), await s3.store('there')]
    const answer = await answerOfCall(copy(from, key, { IfNoneMatch: '*' }))
    const rule = s3.answers.to['a copy to a key that must be new and is not']
    expect(answer).toMatchObject(rule)
    const kept = rule.status === 200 ? 'from' : 'there'
    expect(await s3.head(key)).toMatchObject({ ETag: `"${md5Hex(kept)}"` })
  })

  it('needs a source', async () => {
    const key = newKey()
    expect(await answerOfCall(copy(newKey(), key))).toMatchObject(s3.answers.to['a key without an object'])
    expect(await s3.head(key)).toBeNull()
  })
})
