import { joinBytes } from '../../../shared/bytes/joinBytes.js'
import type { SendTicket } from '../calls/answers.js'
import type { Owner } from '../calls/Owner.js'
import type { SendChanges, Sent } from '../calls/sendBytes.js'
import { changeBytes, digestOf, type TestFile } from '../calls/TestFile.js'
import type { ServerUnderTest, SignedProperty } from '../ServerUnderTest.js'
import { rule, rulesIf, type Rule, type RuleGroup } from './Rule.js'

/** A ticket is for one file: these bytes, once. What storage does not refuse must not be registered. */
export function sendRules(server: ServerUnderTest): RuleGroup {
  const { digest = 'sha-256' } = server
  return {
    name: 'when bytes are sent',
    rules: [
      rule('lets storage take the bytes that were announced, and nothing of them is lost', async ({ owner }) => {
        const file = owner.makeFile({ image: { width: 40, height: 30 } })
        const { registered, answer } = await owner.upload(file)
        const { name, type, size, image } = file.announced
        const expected: Readonly<Record<string, unknown>> = { name, type, size, ...image }
        for (const [field, value] of Object.entries(expected)) {
          const came = (registered as unknown as Readonly<Record<string, unknown>>)[field]
          if (came !== undefined && came !== null && came !== value)
            throw answer.breach(`file.${field} to be ${JSON.stringify(value)}`)
        }
        await owner.expectReadable(registered.id, file)
      }),

      rule('takes an empty file, or refuses it before it is sent', async ({ owner }) => {
        const file = owner.describe(new Uint8Array(), {})
        const { value } = await owner.ticket(file.announced)
        if (value.kind !== 'put' && value.kind !== 'post') return
        const sent = await owner.send(value, file.bytes)
        if (sent.status >= 300) throw sent.breach('storage to take a file without bytes')
        await owner.register(file, value.reference)
      }),

      refusal(server, 'length', 'registers no bytes of another length', (file) => ({
        bytes: joinBytes([file.bytes, file.bytes]),
      })),
      ...rulesIf(
        digest !== null,
        refusal(server, 'content', 'registers no other bytes of the same length', (file) => ({
          bytes: changeBytes(file.bytes),
        })),
      ),
      rule('registers no bytes under another type', async ({ owner }) => {
        const file = owner.makeFile()
        const { value } = await owner.openTicket(file)
        const sent = await owner.send(value, file.bytes, { headers: { 'content-type': 'text/html' } })
        if (sent.isRefused) return
        if (server.storageRefuses?.includes('type'))
          throw sent.breach('storage to refuse another Content-Type, because it is signed')
        const { value: confirmed } = await owner.confirm(file.announced, value.reference)
        if (confirmed.kind === 'failed') return
        const { response, answer } = await owner.read(confirmed.file.id)
        if (/html/i.test(response.headers.get('content-type') ?? ''))
          throw answer.breach('a file of the type that was announced, or none')
      }),

      overwriting('lets nobody overwrite a registered file through the ticket that sent it', (owner) =>
        owner.makeFile(),
      ),
      overwriting('lets nobody overwrite a file that was announced without a digest', (owner) => {
        const { bytes, announced } = owner.makeFile()
        const { digest: _, ...unhashed } = announced
        return { bytes, announced: unhashed }
      }),
    ],
  }

  /** Whoever has the URL tries what it does not fix. */
  function overwriting(name: string, make: (owner: Owner) => TestFile): Rule {
    return rule(name, async ({ owner }) => {
      const file = make(owner)
      const { value: ticket } = await owner.ticket(file.announced)
      // A server may demand a digest.
      if (ticket.kind === 'failed') return
      const { value, receipt } = await owner.sendFile(file)
      const { registered } = await owner.register(file, value.reference, receipt)
      const attempts = await attack(owner, value, changeBytes(file.bytes))
      await owner.expectReadable(registered.id, file)
      const taken = attempts.find((sent) => !sent.isRefused)
      if (taken && server.storageRefuses?.includes('overwriting'))
        throw taken.breach('storage to refuse it, because it is signed that nothing is overwritten')
    })
  }
}

function refusal(
  { storageRefuses = [] }: ServerUnderTest,
  property: SignedProperty,
  name: string,
  change: (file: TestFile) => { readonly bytes: Uint8Array<ArrayBuffer> },
): Rule {
  return rule(name, async ({ owner }) => {
    const file = owner.makeFile()
    const { value } = await owner.openTicket(file)
    const sent = await owner.send(value, change(file).bytes)
    if (!sent.isRefused && storageRefuses.includes(property))
      throw sent.breach(`storage to refuse it, because the ${property} is signed`)
    await owner.expectUnregistered(
      file,
      value.reference,
      'a member that failed, because other bytes were sent than announced',
      'not-verified',
    )
  })
}

/** Every way to send other bytes through a ticket: as it says, without a condition, without or with another checksum. */
async function attack(owner: Owner, ticket: SendTicket, bytes: Uint8Array<ArrayBuffer>): Promise<readonly Sent[]> {
  const condition = { 'if-none-match': null }
  const noChecksum = { 'x-amz-checksum-sha256': null, 'content-md5': null, 'x-amz-sdk-checksum-algorithm': null }
  const ownChecksum = {
    'x-amz-checksum-sha256': digestOf(bytes, 'sha-256').base64,
    'content-md5': digestOf(bytes, 'md5').base64,
  }
  const ways: readonly SendChanges[] = [
    {},
    { headers: condition },
    { headers: noChecksum },
    { headers: ownChecksum },
    { headers: { ...condition, ...noChecksum } },
    { headers: { ...condition, ...ownChecksum } },
  ]
  const sent: Sent[] = []
  for (const changes of ways) sent.push(await owner.send(ticket, bytes, changes))
  return sent
}
