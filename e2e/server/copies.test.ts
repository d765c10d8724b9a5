import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sendBytes } from '../uploads/contract/sendBytes.ts'
import { adapterCases, headersOf } from './flow/adapterCases.ts'
import { askFor, describeFile } from './flow/byHand.ts'
import { makeText } from './flow/files.ts'
import { startTestStack, type TestStack } from './forTests.ts'
import { RestClient } from './rest/restClient.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack({ tokens: { 'token-of-ada': 'ada', 'token-of-bob': 'bob' } })
})
afterAll(() => stack.stop())

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** S3 takes no form for a copy. */
const puts = adapterCases.filter(({ name }) => name !== 'glue with a form')

describe.each(puts)('a URL of $name', (adapter) => {
  it.each([
    ['as it is', {}],
    ['with another type', { 'x-amz-metadata-directive': 'REPLACE' }],
  ])('copies no object of another tenant %s', async (_, more) => {
    const secret = randomUUID()
    const { id } = await new RestClient(stack.url, 'token-of-ada').upload(secret)
    const { objectKey = '' } = stack.server.records.files().find((file) => file.id === id) ?? {}
    const backend = adapter.create(stack.url, { headers: headersOf(adapter, 'token-of-bob') })
    const content = randomUUID()
    const ticket = await askFor(backend, await describeFile(backend, makeText('a.txt', content), adapter.metadata))
    const source = `/${stack.storage.bucket}/${objectKey}`
    await sendBytes(ticket, content, { 'x-amz-copy-source': source, ...more })
    const kept = await Promise.all((await stack.objects.keys()).map((key) => stack.objects.sha256(key)))
    expect(kept.filter((one) => one === sha256(secret))).toHaveLength(1)
  })
})
