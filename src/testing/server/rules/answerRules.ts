import type { Answer } from '../calls/HttpCalls.js'
import type { Owner } from '../calls/Owner.js'
import { uniqueName } from '../calls/TestFile.js'
import { ticketsBody } from '../calls/ticketsBody.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

/** Where a server may put a URL with a signature, and what else gives access. */
const forStorage = new Set(['url', 'headers', 'fields'])
const access = /https?:\/\/|x-amz-|x-goog-signature|\bsignature=|\bbearer\s/i

/** What holds for all answers. */
export function answerRules({ waitingOwner, secrets = [] }: ServerUnderTest): RuleGroup {
  return {
    name: 'in all answers',
    rules: [
      rule('shows no URL, signature or token where a page keeps or prints it', async ({ owner, nobody }) => {
        for (const answer of await tour(owner, nobody)) {
          const found = findText(answer.body, (text) => access.test(text))
          if (found !== null)
            throw answer.breach(
              `no URL, signature or token in ${found}: browsers keep references, and users see messages`,
            )
        }
      }),
      ...rulesIf(
        secrets.length > 0,
        rule('shows no secret', async ({ owner, nobody }) => {
          for (const answer of await tour(owner, nobody)) {
            const headers = [...answer.headers].join('\n')
            if (secrets.some((secret) => `${answer.text}\n${headers}`.includes(secret)))
              throw answer.breach('an answer without any of the secrets')
          }
        }),
      ),
      ...rulesIf(
        waitingOwner !== undefined,
        rule('says with 429 and Retry-After how long an owner has to wait', async ({ server, waiting }) => {
          if (!waiting) return
          const answer = await waiting.call('POST', '/tickets', ticketsBody(server, [waiting.makeFile().announced]))
          if (answer.status !== 429) throw answer.breach('the status 429 with the header Retry-After')
        }),
      ),
    ],
  }
}

/** Most calls, and some that fail. */
async function tour(owner: Owner, nobody: Owner): Promise<readonly Answer[]> {
  return [...(await makeCalls(owner)), await nobody.call('GET', '/files')]
}

async function makeCalls(owner: Owner): Promise<readonly Answer[]> {
  const unsent = owner.makeFile()
  const opened = await owner.openTicket(unsent)
  const failed = await owner.confirm(unsent.announced, opened.value.reference)
  const uploaded = await owner.upload()
  return [
    opened.answer,
    failed.answer,
    uploaded.answer,
    (await owner.list({ limit: '2' })).answer,
    (await owner.get(uploaded.registered.id)).answer,
    await owner.call('GET', `/files/${uniqueName()}`),
    await owner.call('POST', '/tickets', '{'),
    await owner.call('GET', '/files?cursor=%00'),
  ]
}

/** The path of the first text that matches, outside of what storage gets. */
function findText(value: unknown, matches: (text: string) => boolean, path = 'the answer'): string | null {
  if (typeof value === 'string') return matches(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    if (forStorage.has(name)) continue
    const found = findText(member, matches, `${path}.${name}`)
    if (found !== null) return found
  }
  return null
}
