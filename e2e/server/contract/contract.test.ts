import { afterAll, describe, expect, it } from 'vitest'
import { describeServer, serverRules, type ServerUnderTest } from '../../../src/testing.ts'
import { chosenProgram, openStorage } from '../../storage/openStorage.ts'
import { startTestStack } from '../forTests.ts'
import { startUploads } from './startUploads.ts'

const storage = await openStorage({ require: 'program' })
afterAll(() => storage.stop())

const partSizeBytes = 5 * 1024 ** 2
const maxSizeBytes = 50 * 1024 ** 2
const common: ServerUnderTest = {
  owner: { Authorization: 'Bearer token-of-ann' },
  otherOwner: { Authorization: 'Bearer token-of-bob' },
  maxSizeBytes,
  multipartAboveBytes: partSizeBytes,
  storageRefuses: chosenProgram().kind === 'minio' ? ['length', 'type', 'content'] : [],
  secrets: [storage.credentials.secretAccessKey],
}

describe('createUploads', async () => {
  const uploads = await startUploads(storage)
  afterAll(() => uploads.stop())
  describeServer(uploads.url, {
    ...common,
    test: { describe, it },
    profile: 'any',
    refusedType: 'application/x-msdownload',
  })
})

/** What depends on how bytes are announced and sent. */
const aboutSending = new Set(['when a ticket is requested', 'when bytes are sent', 'when a file is registered'])

describe.each<readonly [string, Partial<ServerUnderTest>, 'put' | 'post']>([
  ['without digests', { digest: null, storageRefuses: [] }, 'put'],
  ['with MD5', { digest: 'md5' }, 'put'],
  ['with forms', { storageRefuses: [] }, 'post'],
])('createUploads %s', async (_, change, sendWith) => {
  const uploads = await startUploads(storage, { profiles: { any: { maxSizeBytes, sendWith } } })
  afterAll(() => uploads.stop())
  const rules = serverRules(uploads.url, { ...common, multipartAboveBytes: null, ...change })
  it.each(rules.filter(({ group }) => aboutSending.has(group)))('$name', async ({ test }) => {
    await expect(test()).resolves.toBeUndefined()
  })
})

describe('createUploads with quotas and short tickets', async () => {
  const perWindow = { seconds: 3600, maxFiles: 40 }
  const uploads = await startUploads(storage, {
    // With several profiles, a call has to name one.
    profiles: { any: { maxSizeBytes, quota: { perWindow } }, other: { maxSizeBytes } },
    ticketExpiresInSeconds: 2,
  })
  afterAll(() => uploads.stop())
  const waitingOwner = { Authorization: 'Bearer token-of-cid' }
  const files = Array.from({ length: 40 }, (_, id) => ({
    id: `${id}`,
    name: 'x',
    size: 1,
    type: 'text/plain',
    metadata: {},
  }))
  it('has an owner who has sent enough', async () => {
    const body = JSON.stringify({ profile: 'any', files })
    const headers = { ...waitingOwner, 'Content-Type': 'application/json' }
    expect((await fetch(`${uploads.url}/tickets`, { method: 'POST', headers, body })).status).toBe(200)
  })
  const rules = serverRules(uploads.url, { ...common, profile: 'any', waitingOwner, longestWaitSeconds: 2 })
  it.each(rules.filter(({ name }) => /expired|429/.test(name)))('$name', async ({ test }) => {
    await expect(test()).resolves.toBeUndefined()
  })
})

describe('the reference server', async () => {
  const tokens = { 'token-of-ann': 'ann', 'token-of-bob': 'bob' }
  const stack = await startTestStack({
    storage,
    tokens,
    maxSizeBytes,
    multipartAboveBytes: partSizeBytes,
    partSizeBytes,
  })
  afterAll(() => stack.stop())
  describeServer(`${stack.url}/api/rest`, { ...common, test: { describe, it } })
})
