import type { Answer } from '../calls/HttpCalls.js'
import type { Owner } from '../calls/Owner.js'
import { uniqueName, type Announced } from '../calls/TestFile.js'
import { ticketsBody } from '../calls/ticketsBody.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, type RuleGroup } from './Rule.js'

/** Calls that make no sense, or more sense than a careless server expects. None of them is a failure of the server. */
export function malformedRules(server: ServerUnderTest): RuleGroup {
  return {
    name: 'with odd calls',
    rules: [
      rule('refuses a call that is not JSON, or is not a call', async ({ owner }) => {
        const bodies = [
          '',
          '{',
          'hello',
          'null',
          '[]',
          '"files"',
          '{}',
          '{"files":null}',
          '{"files":[]}',
          '{"files":{}}',
          '{"uploads":[]}',
        ]
        for (const path of ['/tickets', '/files', '/tickets/abandon']) {
          for (const body of bodies) expectRefused(await owner.call('POST', path, body))
        }
        const notText = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])
        expectRefused(await owner.call('POST', '/tickets', notText))
      }),

      rule('refuses more than a hundred files at once', async ({ owner }) => {
        const { announced } = owner.makeFile()
        const many = Array.from({ length: 101 }, (_, index) => ({ ...announced, id: `${index}` }))
        expectRefused(await owner.call('POST', '/tickets', ticketsBody(server, many)), 413)
      }),

      rule('gives no ticket for a file that is announced wrongly', async ({ owner }) => {
        const { announced } = owner.makeFile()
        const wrong: Readonly<Record<string, object>> = {
          'without a name': { name: undefined },
          'with a name that is a number': { name: 7 },
          'without a size': { size: undefined },
          'with a negative size': { size: -1 },
          'with half a byte': { size: 0.5 },
          'with a size in words': { size: '12' },
          'without a type': { type: undefined },
          'with a type that breaks a header': { type: 'text/plain\r\nx-amz-acl: public-read' },
          'with a digest in hex': { digest: { algorithm: 'sha-256', base64: 'ab'.repeat(32) } },
          'with a digest of an unknown algorithm': { digest: { algorithm: 'crc', base64: 'AAAAAA==' } },
          'with metadata that is a list': { metadata: [] },
        }
        for (const [what, change] of Object.entries(wrong)) {
          const answer = await owner.call(
            'POST',
            '/tickets',
            ticketsBody(server, [{ ...announced, id: uniqueName(), ...change }]),
          )
          if (answer.status === 400 || answer.status === 422) continue
          const { tickets: [ticket] = [] } = (answer.body ?? {}) as {
            readonly tickets?: readonly { readonly kind?: string; readonly error?: { readonly status?: number } }[]
          }
          const isRefused = ticket?.kind === 'failed' && [400, 422].includes(ticket.error?.status ?? 0)
          if (!isRefused) throw answer.breach(`the status 400 or 422 for a file ${what}, of the call or of the member`)
        }
      }),

      rule('does not fail at numbers that no file has', async ({ owner }) => {
        const { announced } = owner.makeFile()
        for (const size of ['1e400', '1e21', '9007199254740993', '-0', '1e0']) {
          const body = JSON.stringify(ticketsBody(server, [{ ...announced, id: uniqueName() }])).replace(
            /"size":\d+/,
            `"size":${size}`,
          )
          expectNoFailure(await owner.call('POST', '/tickets', body))
        }
      }),

      rule('ignores fields that it does not know', async ({ owner }) => {
        const file = owner.makeFile()
        const announced = { ...file.announced, pages: 7, later: { more: [] } }
        const { value } = await owner.openTicket({ ...file, announced })
        await owner.send(value, file.bytes)
        const uploads = [{ request: announced, reference: value.reference, receipt: null, later: 1 }]
        const answer = await owner.call('POST', '/files', { uploads, later: true })
        const { files: [one] = [] } = (answer.body ?? {}) as { readonly files?: readonly { readonly kind?: string }[] }
        if (one?.kind !== 'confirmed') throw answer.breach('a file of kind confirmed, in spite of fields that are new')
      }),

      rule('does not fail at any name', async ({ owner }) => {
        for (const name of oddNames) {
          const uploaded = await uploadOddly(owner, { name })
          if (!uploaded) continue
          const { value, answer } = await owner.get(uploaded.id)
          const isKept = value.name === name || value.name === undefined || value.name === null
          if (!isKept && isOrdinary(name)) throw answer.breach(`the name ${JSON.stringify(name)}, as it was announced`)
          const { response } = await owner.read(uploaded.id)
          if (!response.ok)
            throw answer.breach(
              `file.url to give the file with the name ${JSON.stringify(name)}, not the status ${response.status}`,
            )
        }
      }),

      rule('does not fail at any metadata', async ({ owner }) => {
        const odd = [
          '{"hasOwnProperty":null,"__proto__":[]}',
          '{"a\\u0000b":"\\u0000"}',
          '{"a":"\\ud800"}',
          `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`,
          `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
        ]
        for (const metadata of odd) {
          const file = owner.makeFile()
          const text = JSON.stringify(ticketsBody(server, [file.announced])).replace(
            '"metadata":{',
            `"metadata":{"m":${metadata}${JSON.stringify(file.announced.metadata) === '{}' ? '' : ','}`,
          )
          expectNoFailure(await owner.call('POST', '/tickets', text))
        }
      }),

      rule(
        'takes the names of an object for names of metadata, and gives none of one file to another',
        async ({ owner }) => {
          const named: Record<string, unknown> = JSON.parse(
            '{"__proto__":{"polluted":1},"constructor":"x","toString":"y"}',
          )
          const metadata = Object.defineProperties(named, Object.getOwnPropertyDescriptors(server.metadata ?? {}))
          const uploaded = await uploadOddly(owner, { metadata })
          // A server may refuse it, or not show metadata.
          const odd = uploaded && (await owner.get(uploaded.id))
          if (odd?.value.metadata) {
            for (const name of ['constructor', 'toString']) {
              const isKept = Object.hasOwn(odd.value.metadata, name) && odd.value.metadata[name] === named[name]
              if (!isKept) throw odd.answer.breach(`file.metadata.${name} to be ${JSON.stringify(named[name])}`)
            }
          }
          const { registered } = await owner.upload()
          const { value, answer } = await owner.get(registered.id)
          if (/polluted/.test(JSON.stringify(value))) throw answer.breach('only the metadata of this file')
        },
      ),

      rule('answers a body that is too long with a status of 4xx', async ({ owner }) => {
        const answer = await owner.call('POST', '/tickets', { files: ['x'.repeat(3_000_000)] })
        // A server may also read it and fail the one member.
        if (answer.status !== 200 || !/"failed"/.test(answer.text)) expectRefused(answer, 413)
      }),

      rule('answers odd ids, cursors and limits with 4xx, or a page', async ({ owner }) => {
        for (const id of [
          '%00',
          '%2e%2e%2f%2e%2e',
          '%ff',
          "'%20or%201=1",
          'x'.repeat(2000),
          '__proto__',
          '%F0%9F%93%B7',
        ]) {
          const answer = await owner.call('GET', `/files/${id}`)
          if (answer.status < 400) throw answer.breach('a status of 4xx, because there is no such file')
        }
        for (const query of [
          'limit=0',
          'limit=-1',
          'limit=many',
          'limit=1e9',
          'limit=99999999999999999999',
          'cursor=yesterday',
          'cursor=%00',
          "cursor='",
        ]) {
          const answer = await owner.call('GET', `/files?${query}`)
          const isPage =
            answer.status === 200 && Array.isArray((answer.body as { readonly files?: unknown } | null)?.files)
          if (!isPage) expectRefused(answer)
        }
      }),
    ],
  }
}

const oddNames: readonly string[] = [
  'Été 📷 "1" \'2\'.txt',
  'a\r\nX-Injected: 1.txt',
  'nul\0.txt',
  'half \ud83d.txt',
  '\u202Egnp.exe',
  '../../../etc/passwd',
  'C:\\temp\\x.txt',
  '%2e%2e%2f;=,&?#+ .txt',
  '<img src=x onerror=alert(1)>.txt',
  '__proto__',
  'ل'.repeat(200),
  '',
]

/** Whether every database can keep it as it is. */
function isOrdinary(name: string): boolean {
  return name.isWellFormed() && !/\p{Cc}/u.test(name) && name !== ''
}

/** All three steps with something odd. Null if the server refuses it, which it may. */
async function uploadOddly(owner: Owner, odd: Partial<Announced>): Promise<{ readonly id: string } | null> {
  const file = owner.makeFile(odd)
  const { value } = await owner.ticket(file.announced)
  if (value.kind !== 'put' && value.kind !== 'post') return null
  const sent = await owner.send(value, file.bytes)
  if (sent.status >= 300) throw sent.breach('storage to take the bytes that were announced, with a status of 2xx')
  const { registered } = await owner.register(file, value.reference)
  return registered
}

/** @throws {BrokenRule} */
function expectRefused(answer: Answer, ...others: readonly number[]): void {
  const statuses = [400, 422, ...others]
  if (!statuses.includes(answer.status)) throw answer.breach(`the status ${statuses.join(' or ')}`)
}

/** The calls themselves fail at 5xx; a member may still hide one. */
function expectNoFailure(answer: Answer): void {
  const { tickets: [ticket] = [] } = (answer.body ?? {}) as {
    readonly tickets?: readonly { readonly error?: { readonly status?: number } }[]
  }
  if ((ticket?.error?.status ?? 0) >= 500) throw answer.breach('a member that is not a failure of the server')
}
