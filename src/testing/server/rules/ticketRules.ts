import { wait } from '../calls/wait.js'
import { uniqueName } from '../calls/TestFile.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'
import { testUnknownProfiles } from './testUnknownProfiles.js'

/** From a file that is announced to a ticket. */
export function ticketRules(server: ServerUnderTest): RuleGroup {
  const { profile, refusedType, maxSizeBytes, longestWaitSeconds = 0, sharesFiles = true } = server
  return {
    name: 'when a ticket is requested',
    rules: [
      rule('answers for each file in the order of the call, and fails one alone', async ({ owner }) => {
        const files = [owner.makeFile({}, { padTo: 60 }), owner.makeFile({}, { padTo: 70 })]
        const [first, last] = files
        const { value, answer } = await owner.tickets([first?.announced, { id: 'x' }, last?.announced])
        const kinds = value.map(({ kind }) => kind)
        if (kinds[1] !== 'failed' || kinds[0] === 'failed' || kinds[2] === 'failed') {
          throw answer.breach(`two tickets and, between them, one of kind failed, not ${kinds.join(', ')}`)
        }
        for (const [index, ticket] of [value[0], value[2]].entries()) {
          const file = files[index]
          if (!file || (ticket?.kind !== 'put' && ticket?.kind !== 'post')) continue
          const sent = await owner.send(ticket, file.bytes)
          if (sent.status >= 300)
            throw sent.breach('storage to take the bytes of the file that stands at this place in the call')
          await owner.register(file, ticket.reference)
        }
      }),

      rule('takes several files with one name and the same metadata', async ({ owner }) => {
        const name = `${uniqueName()}.txt`
        const files = [1, 2, 3].map(() => owner.makeFile({ name }))
        const { value, answer } = await owner.tickets(files.map(({ announced }) => announced))
        const references = value.map((ticket) => ('reference' in ticket ? JSON.stringify(ticket.reference) : null))
        if (new Set(references).size < 3 || references.includes(null))
          throw answer.breach('three tickets with three references')
      }),

      rule('names the object itself, never after the file', async ({ owner }) => {
        const mark = uniqueName()
        const file = owner.makeFile({ name: `../../${mark}/..%2f.txt` })
        const { value, answer } = await owner.openTicket(file)
        const key =
          value.kind === 'post' ? JSON.stringify(value.fields.filter(([name]) => name.toLowerCase() === 'key')) : ''
        if (`${new URL(value.url).pathname}${key}`.includes(mark)) {
          throw answer.breach('a key that the server has chosen, without anything of the name of the file')
        }
      }),

      rule('gives a working ticket again to the same upload', async ({ owner }) => {
        const file = owner.makeFile({ idempotencyKey: uniqueName() })
        await owner.openTicket(file)
        const { value, receipt } = await owner.sendFile(file)
        const { registered } = await owner.register(file, value.reference, receipt)
        await owner.expectReadable(registered.id, file)
      }),

      rule(
        'gives the same idempotency key a ticket for other bytes, under which the first are not registered',
        async ({ owner }) => {
          const idempotencyKey = uniqueName()
          const before = owner.makeFile({ idempotencyKey })
          const first = await owner.openTicket(before)
          const after = owner.makeFile({ idempotencyKey })
          const second = await owner.sendFile(after)
          const { registered } = await owner.register(after, second.value.reference, second.receipt)
          await owner.expectReadable(registered.id, after)
          await owner.expectUnregistered(
            before,
            first.value.reference,
            'a member that failed, because these bytes were never sent',
          )
        },
      ),

      ...rulesIf(
        longestWaitSeconds > 0,
        rule('gives a new ticket under the same idempotency key when the first has expired', async ({ owner }) => {
          const file = owner.makeFile({ idempotencyKey: uniqueName() })
          const first = await owner.openTicket(file)
          const { expiresInSeconds } = first.value
          if (typeof expiresInSeconds !== 'number' || expiresInSeconds > longestWaitSeconds) {
            throw first.answer.breach(
              `expiresInSeconds of at most ${longestWaitSeconds}, the option longestWaitSeconds`,
            )
          }
          // Signatures have whole seconds, and storage's clock may be a little behind.
          await wait((expiresInSeconds + 1.5) * 1000)
          const late = await owner.send(first.value, file.bytes)
          if (!late.isRefused) throw late.breach('storage to refuse a ticket that has expired')
          const { value, receipt } = await owner.sendFile(file)
          await owner.register(file, value.reference, receipt)
        }),
      ),

      ...rulesIf(
        profile !== undefined,
        rule('refuses a call with an unknown profile', async ({ owner }) => {
          const { announced } = owner.makeFile()
          await testUnknownProfiles((name) => owner.call('POST', '/tickets', { profile: name, files: [announced] }))
        }),
      ),

      ...rulesIf(
        maxSizeBytes !== undefined,
        rule('refuses a file that is too large, and takes one of exactly the limit', async ({ owner }) => {
          const { announced } = owner.makeFile()
          const limit = maxSizeBytes ?? 0
          const members = [limit, limit + 1, 2 ** 53 - 1].map((size) => ({ ...announced, id: uniqueName(), size }))
          const { value, answer } = await owner.tickets(members)
          const [fits, ...others] = value
          if (fits?.kind === 'failed') throw answer.breach(`a ticket for a file of ${limit} bytes, which is the limit`)
          for (const one of others) {
            if (one.kind !== 'failed' || one.error.code !== 'too-large') {
              throw answer.breach(
                'kind failed and the code too-large for a file above the limit, before anything is sent',
              )
            }
          }
          if (fits && 'reference' in fits) await owner.abandon(fits.reference)
        }),
      ),

      ...rulesIf(
        refusedType !== undefined,
        rule('refuses a file of a type that it does not take', async ({ owner }) => {
          const { value, answer } = await owner.ticket(owner.makeFile({ type: refusedType ?? '' }).announced)
          if (value.kind !== 'failed' || value.error.status >= 500) {
            throw answer.breach(`kind failed with a status of 4xx, because ${refusedType} is not taken`)
          }
        }),
      ),

      rule(
        'answers stored, or with a ticket that works, when the bytes have arrived but are not registered',
        async ({ owner }) => {
          const file = owner.makeFile({ idempotencyKey: uniqueName() })
          await owner.sendFile(file)
          const { value, answer } = await owner.ticket(file.announced)
          if (value.kind === 'stored') {
            const { registered } = await owner.register(file, value.reference)
            await owner.expectReadable(registered.id, file)
            return
          }
          if (sharesFiles || (value.kind !== 'put' && value.kind !== 'post'))
            throw answer.breach('a ticket of kind stored')
          const sent = await owner.send(value, file.bytes)
          if (sent.status >= 300 && sent.status !== 412) throw sent.breach('a ticket that works')
          await owner.register(file, value.reference)
        },
      ),
    ],
  }
}
