import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, it } from 'vitest'
import { answerOf, answerOfCall, isRefusal } from './answers/answerOf.ts'
import { describeStorages, md5Hex, newKey } from './describeStorages.ts'

const condition = { 'if-none-match': '*' }
const racers = Array.from({ length: 8 }, (_, index) => `racer ${index}`)

describeStorages('a key that must be new', (s3) => {
  const sign = (Key: string): Promise<string> =>
    getSignedUrl(s3.client, new PutObjectCommand({ Bucket: s3.storage.bucket, Key, IfNoneMatch: '*' }), {
      signableHeaders: new Set(['host', 'if-none-match']),
      unhoistableHeaders: new Set(['if-none-match']),
    })
  const put = async (Key: string, body: string): Promise<Response> =>
    fetch(await sign(Key), { method: 'PUT', headers: condition, body })

  /** Sends one part, and returns what completes its upload. */
  const prepareParts = async (Key: string, Body: string): Promise<CompleteMultipartUploadCommand> => {
    const target = { Bucket: s3.storage.bucket, Key }
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target))
    const { ETag } = await s3.client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body }))
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] }
    return new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload, IfNoneMatch: '*' })
  }

  it('is written once', async () => {
    const Key = newKey()
    expect((await put(Key, 'first')).status).toBe(200)
    expect(await answerOf(await put(Key, 'second'))).toMatchObject(s3.answers.to['a key that must be new and is not'])
    expect(await s3.head(Key)).toMatchObject({ ETag: `"${md5Hex('first')}"` })
  })

  it('is written only with the condition, once that is signed', async () => {
    const Key = newKey()
    const answer = await answerOf(await fetch(await sign(Key), { method: 'PUT', body: 'x' }))
    expect(answer).toMatchObject(s3.answers.to['a signed header left out'])
    expect(await s3.head(Key)).toBeNull()
  })

  it('has one winner when many write it at once', async () => {
    const Key = newKey()
    const answers = await Promise.all(racers.map(async (body) => answerOf(await put(Key, body))))
    const winners = racers.filter((_, index) => answers[index]?.status === 200)
    expect(winners).toHaveLength(1)
    for (const answer of answers.filter(isRefusal)) {
      expect(answer).toMatchObject(s3.answers.to['a key that must be new and is not'])
    }
    expect(await s3.head(Key)).toMatchObject({ ETag: `"${md5Hex(winners[0] ?? '')}"` })
  })

  it('is completed once', async () => {
    const Key = newKey()
    await put(Key, 'first')
    const second = await prepareParts(Key, 'second')
    expect(await answerOfCall(s3.client.send(second))).toMatchObject(s3.answers.to['a key that must be new and is not'])
    expect(await s3.head(Key)).toMatchObject({ ETag: `"${md5Hex('first')}"` })
  })

  it('has one winner when many complete it at once', async () => {
    const Key = newKey()
    const commands = await Promise.all(racers.map((body) => prepareParts(Key, body)))
    const answers = await Promise.all(commands.map((command) => answerOfCall(s3.client.send(command))))
    const winners = racers.filter((_, index) => answers[index]?.status === 200)
    expect(winners).toHaveLength(1)
    for (const answer of answers.filter(isRefusal)) {
      expect(answer).toMatchObject(s3.answers.to['a key that must be new and is not'])
    }
    const url = await s3.presigner.get({ key: Key, expiresInSeconds: 60 })
    expect(await (await fetch(url)).text()).toBe(winners[0])
  })
})
