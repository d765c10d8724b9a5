import { afterAll, expect, it } from 'vitest'
import { serverRules, type ServerUnderTest } from '../../../src/testing.ts'
import { openStorage } from '../../storage/openStorage.ts'
import { breakServer } from './breakServer.ts'
import { brokenServers } from './faults.ts'
import { startUploads } from './startUploads.ts'

const storage = await openStorage({ require: 'program' })
const broken = brokenServers(storage)
const faults = broken.map(({ fault }) => fault)
const server = await startUploads(storage, { around: (handle) => breakServer(handle, faults) })
afterAll(async () => {
  await server.stop()
  await storage.stop()
})

/** Every server keeps this one, unless it is what it breaks. */
const control = 'gives one file with a URL for reading it'

function testedBy(index: number): ServerUnderTest {
  const bearer = (owner: string): Record<string, string> => ({ Authorization: `Bearer ${owner}-${index}` })
  return {
    owner: bearer('owner'),
    otherOwner: bearer('other'),
    waitingOwner: { Authorization: 'Bearer waiting' },
    profile: 'any',
    refusedType: 'application/x-msdownload',
    maxSizeBytes: 50 * 1024 ** 2,
    multipartAboveBytes: 5 * 1024 ** 2,
    secrets: ['the-secret-of-storage'],
  }
}

it.each(broken.map(({ what, breaks }, index) => [what, index, breaks] as const))(
  'names the rules that a server breaks that %s',
  async (_, index, breaks) => {
    const rules = serverRules(`${server.url}/${index}`, testedBy(index))
    const messages = new Map<string, string>()
    const tested = rules.filter(({ name }) => name === control || breaks.includes(name))
    for (const { name, test } of tested) await test().catch(({ message }: Error) => messages.set(name, message))
    expect([...messages.keys()].toSorted()).toEqual(breaks.toSorted())
    for (const [name, message] of messages) {
      expect(message).toContain(`The server breaks the rule that it ${name}\n  call: `)
      expect(message).toMatch(/\n {2}expected: .+\n {2}came: /)
      expect(message).not.toMatch(/X-Amz-Signature=[0-9a-f]|the-secret-of-storage|Bearer o/)
    }
  },
)
