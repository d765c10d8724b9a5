import { GetObjectCommand, HeadBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { describeStorages, newKey, refusalOf } from './describeStorages.ts'
import { createStorageClient } from './storageClient.ts'

const put = (url: string): Promise<Response> => fetch(url, { method: 'PUT', body: 'x' })

describeStorages('a signature', (s3) => {
  const putUrl = (options = {}): Promise<string> =>
    getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key: newKey() }), options)

  it.each([
    [{ expiresIn: 1, signingDate: new Date(Date.now() - 5000) }, 'Request has expired'],
    [{ signingDate: new Date(Date.now() + 20 * 60 * 1000) }, 'Request is not valid yet'],
  ])('is refused outside its time', async (options, message) => {
    expect(await refusalOf(await put(await putUrl(options)))).toEqual([403, 'AccessDenied', message])
  })

  it('is accepted from a clock that runs a little fast', async () => {
    expect((await put(await putUrl({ signingDate: new Date(Date.now() + 5 * 60 * 1000) }))).status).toBe(200)
  })

  it.each([
    ['signature', /(?<=X-Amz-Signature=).{4}/, '0000', 403, 'SignatureDoesNotMatch'],
    ['key', /(?<=\/test\/)[^?]+/, 'another', 403, 'SignatureDoesNotMatch'],
    ['expiry', /(?<=X-Amz-Expires=)\d+/, '600', 403, 'SignatureDoesNotMatch'],
    ['access key', /(?<=X-Amz-Credential=)[^%]+/, 'somebody', 403, 'InvalidAccessKeyId'],
    ['date', /(?<=X-Amz-Date=)[^&]+/, 'yesterday', 400, 'AuthorizationQueryParametersError'],
    ['expiry', /(?<=X-Amz-Expires=)\d+/, '6048000', 400, 'AuthorizationQueryParametersError'],
  ])('does not survive a change to the %s', async (_, pattern, replacement, status, code) => {
    const answer = await put((await putUrl()).replace(pattern, replacement))
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([status, code])
  })

  it('is valid for one method', async () => {
    const answer = await fetch(await putUrl(), { method: 'DELETE' })
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([403, 'SignatureDoesNotMatch'])
  })

  it('is required', async () => {
    const answer = await fetch(`${s3.storage.endpoint}/${s3.storage.bucket}/${newKey()}`)
    expect((await refusalOf(answer)).slice(0, 2)).toEqual([403, 'AccessDenied'])
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
    expect((await refusalOf(await fetch(url))).slice(0, 2)).toEqual([404, 'NoSuchBucket'])
  })
})
