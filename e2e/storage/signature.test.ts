import { GetObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { answerOf } from './answers/answerOf.ts'
import { describeStorages, newKey } from './describeStorages.ts'
import { createStorageClient } from './storageClient.ts'

const put = (url: string): Promise<Response> => fetch(url, { method: 'PUT', body: 'x' })

describeStorages('a signature', (s3) => {
  const putUrl = (options = {}): Promise<string> =>
    getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() }), options)

  it.each([
    ['an expired signature', { expiresIn: 1, signingDate: new Date(Date.now() - 5000) }],
    ['a signature of the future', { signingDate: new Date(Date.now() + 20 * 60 * 1000) }],
  ] as const)('has its time: %s', async (rule, options) => {
    expect(await answerOf(await put(await putUrl(options)))).toMatchObject(s3.answers.to[rule])
  })

  it('is accepted from a clock that runs a little fast', async () => {
    expect((await put(await putUrl({ signingDate: new Date(Date.now() + 5 * 60 * 1000) }))).status).toBe(200)
  })

  it.each([
    ['another signature', /(?<=X-Amz-Signature=).{4}/, '0000'],
    ['another key than was signed', /(?<=\/test\/)[^?]+/, 'another'],
    ['another expiry than was signed', /(?<=X-Amz-Expires=)\d+/, '600'],
    ['an unknown access key', /(?<=X-Amz-Credential=)[^%]+/, 'somebody'],
    ['a date that is none', /(?<=X-Amz-Date=)[^&]+/, 'yesterday'],
    ['an expiry of more than a week', /(?<=X-Amz-Expires=)\d+/, '6048000'],
  ] as const)('does not survive %s', async (rule, pattern, replacement) => {
    const answer = await put((await putUrl()).replace(pattern, replacement))
    expect(await answerOf(answer)).toMatchObject(s3.answers.to[rule])
  })

  it('is valid for one method', async () => {
    const answer = await fetch(await putUrl(), { method: 'DELETE' })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['another method than was signed'])
  })

  it('is required', async () => {
    const answer = await fetch(`${s3.storage.endpoint}/${s3.storage.bucket}/${newKey()}`)
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['no signature'])
  })

  it('is also checked in the header', async () => {
    const { accessKeyId } = s3.storage.credentials
    const stranger = createStorageClient({ ...s3.storage, credentials: { accessKeyId, secretAccessKey: 'wrong' } })
    const answer = stranger.send(new HeadBucketCommand({ Bucket: s3.storage.bucket }))
    await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
    stranger.destroy()
  })

  it('gives no access to another bucket', async () => {
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: 'not-there', Key: 'x' }))
    expect(await answerOf(await fetch(url))).toMatchObject(s3.answers.to['another bucket'])
  })
})
