import { randomUUID } from 'node:crypto'
import { CreateBucketCommand, DeleteBucketCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { inspectBucket } from '../../../src/server/storage/inspectBucket.ts'
import { describeObjectStore } from './describeObjectStore.ts'

const told = {
  none: { isTold: true, rules: [] },
  untold: { isTold: false, status: 501, code: 'NotImplemented' },
} as const

describeObjectStore('inspectBucket', (under) => {
  it('reads the clock of storage, and that there are no rules or no calls for them', async () => {
    const facts = await inspectBucket(under.store)
    const { cors, lifecycle } = under.raw.answers.rulesOfNewBucket
    expect(facts).toMatchObject({ mayList: true, cors: told[cors], lifecycle: told[lifecycle] })
    expect(Math.abs(facts?.clockAheadMs ?? Infinity)).toBeLessThan(60_000)
  })

  it('reads the CORS rules where a bucket can have some', async () => {
    const { client, answers, storage } = under.raw
    const hasRules = answers.takesCorsRules
    const Bucket = hasRules ? `rules-${randomUUID()}` : storage.bucket
    if (hasRules) await client.send(new CreateBucketCommand({ Bucket }))
    const rule = { AllowedOrigins: ['https://app.test'], AllowedMethods: ['PUT'], AllowedHeaders: ['Content-Type'] }
    const command = new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } })
    const isSet = await client.send(command).then(
      () => true,
      () => false,
    )
    const facts = await inspectBucket(under.open({ bucket: Bucket }))
    const listed = { origins: ['https://app.test'], methods: ['PUT'], headers: ['content-type'] }
    expect([isSet, facts?.cors]).toMatchObject(hasRules ? [true, { isTold: true, rules: [listed] }] : [false, {}])
    if (hasRules) await client.send(new DeleteBucketCommand({ Bucket }))
  })

  it('rejects credentials that are wrong', async () => {
    await expect(inspectBucket(under.open({ secretAccessKey: 'wrong' }))).rejects.toThrow('SignatureDoesNotMatch')
  })
})
