import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandOutput,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { answerOf, answerOfCall } from './answers/answerOf.ts'
import { describeStorages, digestOf, md5Hex, newKey } from './describeStorages.ts'

const fiveMiB = 5 * 1024 * 1024
const large = Buffer.alloc(fiveMiB, 'a')
const small = Buffer.from('the end')

describeStorages('an upload in parts', (s3) => {
  const begin = async (): Promise<{ Bucket: string; Key: string; UploadId: string }> => {
    const target = { Bucket: s3.storage.bucket, Key: newKey() }
    const { UploadId = '' } = await s3.client.send(
      new CreateMultipartUploadCommand({ ...target, ContentType: 'video/mp4' }),
    )
    return { ...target, UploadId }
  }
  type Begun = Awaited<ReturnType<typeof begin>>

  const putPart = async (upload: Begun, PartNumber: number, body: Buffer): Promise<Response> => {
    const url = await getSignedUrl(
      s3.client,
      new UploadPartCommand({ ...upload, PartNumber, ContentLength: body.length }),
    )
    return fetch(url, { method: 'PUT', body: new Uint8Array(body) })
  }
  const sendPart = async (upload: Begun, PartNumber: number, body: Buffer): Promise<CompletedPart> => {
    const answer = await putPart(upload, PartNumber, body)
    return { PartNumber, ETag: answer.headers.get('etag') ?? '' }
  }
  const complete = (upload: Begun, Parts: CompletedPart[]): Promise<CompleteMultipartUploadCommandOutput> =>
    s3.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))

  it('becomes one object of its parts in order, with an ETag that counts them', async () => {
    const upload = await begin()
    const last = await sendPart(upload, 2, small)
    const first = await sendPart(upload, 1, large)
    expect(await s3.head(upload.Key)).toBeNull()
    const digests = Buffer.concat([large, small].map((part) => Buffer.from(md5Hex(part), 'hex')))
    expect((await complete(upload, [first, last])).ETag).toBe(`"${md5Hex(digests)}-2"`)
    expect(await s3.head(upload.Key)).toMatchObject({ ContentLength: fiveMiB + 7, ContentType: 'video/mp4' })
    const url = await s3.presigner.get({ key: upload.Key, expiresInSeconds: 60 })
    expect(md5Hex(await (await fetch(url)).bytes())).toBe(md5Hex(Buffer.concat([large, small])))
    const seam = await fetch(url, { headers: { range: `bytes=${fiveMiB - 2}-${fiveMiB + 2}` } })
    expect(await seam.text()).toBe('aathe')
  })

  it('lists its parts, page after page', async () => {
    const upload = await begin()
    await sendPart(upload, 1, large)
    await sendPart(upload, 3, small)
    const all = await s3.client.send(new ListPartsCommand(upload))
    expect(all.Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag])).toEqual([
      [1, fiveMiB, `"${md5Hex(large)}"`],
      [3, 7, `"${md5Hex(small)}"`],
    ])
    const first = await s3.client.send(new ListPartsCommand({ ...upload, MaxParts: 1 }))
    expect([first.Parts?.length, first.IsTruncated, first.NextPartNumberMarker]).toEqual([1, true, '1'])
    const rest = await s3.client.send(new ListPartsCommand({ ...upload, PartNumberMarker: '1' }))
    expect([rest.Parts?.map(({ PartNumber }) => PartNumber), rest.IsTruncated]).toEqual([[3], false])
  })

  it('accepts a part again', async () => {
    const upload = await begin()
    await sendPart(upload, 1, large)
    const again = await sendPart(upload, 1, small)
    await complete(upload, [again])
    expect(await s3.head(upload.Key)).toMatchObject({ ContentLength: 7 })
  })

  it('refuses a part with bytes other than those that were signed', async () => {
    const upload = await begin()
    const ContentMD5 = digestOf('another', 'md5').base64
    const url = await getSignedUrl(s3.client, new UploadPartCommand({ ...upload, PartNumber: 1, ContentMD5 }), {
      signableHeaders: new Set(['host', 'content-md5']),
    })
    const answer = await fetch(url, { method: 'PUT', body: 'the end', headers: { 'content-md5': ContentMD5 } })
    expect(await answerOf(answer)).toMatchObject(s3.answers.to['other bytes than the MD5 says'])
    expect((await s3.client.send(new ListPartsCommand(upload))).Parts ?? []).toEqual([])
  })

  it('checks the SHA-256 of a part', async () => {
    const upload = await begin()
    const part = { key: upload.Key, uploadId: upload.UploadId, number: 1, size: small.length, expiresInSeconds: 60 }
    const { url, headers } = await s3.presigner.part({ ...part, digest: digestOf(small, 'sha-256') })
    const refused = await fetch(url, { method: 'PUT', headers, body: 'another' })
    expect(await answerOf(refused)).toMatchObject(s3.answers.to['other bytes than the SHA-256 says'])
    const sent = await fetch(url, { method: 'PUT', headers, body: 'the end' })
    expect(sent.status).toBe(200)
    await complete(upload, [{ PartNumber: 1, ETag: sent.headers.get('etag') ?? '' }])
    expect(await s3.head(upload.Key)).toMatchObject({ ContentLength: 7 })
  })

  it.each([
    ['a part with the number 0', 0],
    ['a part with the number 10001', 10_001],
  ] as const)('refuses %s', async (rule, number) => {
    expect(await answerOf(await putPart(await begin(), number, small))).toMatchObject(s3.answers.to[rule])
  })

  it.each([
    ['completing with a part that is not there', [7]],
    ['completing with parts out of order', [2, 1]],
    ['completing with a small part before the last', [2, 3]],
    ['completing without parts', []],
  ] as const)('refuses %s', async (rule, numbers) => {
    const upload = await begin()
    const sent = new Map<number, CompletedPart>()
    for (const [number, body] of [
      [1, large],
      [2, small],
      [3, small],
    ] as const) {
      sent.set(number, await sendPart(upload, number, body))
    }
    const parts = numbers.map((number) => sent.get(number) ?? { PartNumber: number, ETag: `"${md5Hex(small)}"` })
    expect(await answerOfCall(complete(upload, parts))).toMatchObject(s3.answers.to[rule])
  })

  it('refuses completing with the ETag of other bytes', async () => {
    const upload = await begin()
    await sendPart(upload, 1, small)
    const parts = [{ PartNumber: 1, ETag: `"${md5Hex(large)}"` }]
    expect(await answerOfCall(complete(upload, parts))).toMatchObject(
      s3.answers.to['completing with the ETag of other bytes'],
    )
  })

  it('ends when it is completed', async () => {
    const upload = await begin()
    const parts = [await sendPart(upload, 1, small)]
    await complete(upload, parts)
    expect(await answerOfCall(complete(upload, parts))).toMatchObject(s3.answers.to['completing again'])
    expect(await answerOfCall(s3.client.send(new ListPartsCommand(upload)))).toMatchObject(
      s3.answers.to['listing the parts of an upload that has ended'],
    )
  })

  it('keeps its bytes when it is completed several times at once', async () => {
    const upload = await begin()
    const parts = [await sendPart(upload, 1, small)]
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerOfCall(complete(upload, parts))))
    expect(answers.map(({ status }) => status)).toContain(200)
    const url = await s3.presigner.get({ key: upload.Key, expiresInSeconds: 60 })
    expect(await (await fetch(url)).text()).toBe('the end')
  })

  it('leaves nothing behind when it is aborted', async () => {
    const upload = await begin()
    await sendPart(upload, 1, small)
    await s3.client.send(new AbortMultipartUploadCommand(upload))
    expect(await answerOfCall(s3.client.send(new ListPartsCommand(upload)))).toMatchObject(
      s3.answers.to['listing the parts of an upload that has ended'],
    )
    expect(await answerOf(await putPart(upload, 2, small))).toMatchObject(
      s3.answers.to['a part for an upload that has ended'],
    )
    expect(await answerOfCall(s3.client.send(new AbortMultipartUploadCommand(upload)))).toMatchObject(
      s3.answers.to['aborting again'],
    )
    expect(await s3.head(upload.Key)).toBeNull()
  })
})
