import { createServer } from 'node:http'
import { PutBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createUploads, s3 } from '../../src/server.ts'
import { sqlite, toNodeHandler } from '../../src/server/node.ts'
import { listen } from '../storage/listen.ts'
import { minio } from '../storage/minio/minio.ts'
import { startStorageProgram, type StorageProgram } from '../storage/program/startStorageProgram.ts'
import { createStorageClient } from '../storage/storageClient.ts'
import { announce } from './contract/announce.ts'
import { sendBytes } from './contract/sendBytes.ts'
import { ContractClient } from './ContractClient.ts'

const storageEventsToken = 'a-token-of-the-bucket'

/** A MinIO that tells this address of new objects. */
const tellingMinio = (url: string): StorageProgram => ({
  ...minio,
  prepare: async (dataFolder) => {
    const launch = await minio.prepare(dataFolder)
    const webhook = {
      MINIO_NOTIFY_WEBHOOK_ENABLE_APP: 'on',
      MINIO_NOTIFY_WEBHOOK_ENDPOINT_APP: url,
      MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_APP: storageEventsToken,
    }
    return { ...launch, env: { ...launch.env, ...webhook } }
  },
})

it('registers the upload of a closed tab when MinIO tells of it', async () => {
  let handle = async (_request: Request): Promise<Response> => new Response()
  const statuses: number[] = []
  const server = createServer(
    toNodeHandler(async (request) => {
      const answer = await handle(request)
      statuses.push(answer.status)
      return answer
    }),
  )
  const port = await listen(server, 0)
  onTestFinished(() => void server.close())
  const storage = await startStorageProgram(tellingMinio(`http://127.0.0.1:${port}/events`))
  onTestFinished(() => storage.stop())
  const client = createStorageClient(storage)
  onTestFinished(() => client.destroy())
  const { endpoint, region, bucket, credentials } = storage
  const QueueArn = `arn:minio:sqs:${region}:APP:webhook`
  const NotificationConfiguration = { QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*' as const] }] }
  await client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }))

  const uploads = createUploads({
    storage: s3({ endpoint, region, bucket, provider: 'minio', ...credentials }),
    records: sqlite(':memory:'),
    owner: () => 'ann/é',
    profiles: { any: { maxSizeBytes: 1000 } },
    storageEventsToken,
  })
  handle = (request) => uploads.onStorageEvent(request)
  const ann = new ContractClient(uploads, 'ann')
  const file = announce('sent, and never confirmed')
  const ticket = await ann.ticket(file)
  await sendBytes(ticket, 'sent, and never confirmed')
  const listed = async () => (await ann.call('GET', '/files', 'FilePage')).files
  await vi.waitUntil(async () => (await listed()).length > 0, { timeout: 30_000 })
  expect(await listed()).toMatchObject([{ name: 'notes.txt', size: file.size }])
  expect((await ann.confirm(file, ticket.reference)).file.id).toBe((await listed())[0].id)
  expect(statuses.every((status) => status === 204 || status === 200)).toBe(true)
})
