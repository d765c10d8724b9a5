import { uniqueName } from '../calls/TestFile.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

/** Tickets that will not be used. */
export function abandonRules({ sharesFiles = true, digest = 'sha-256' }: ServerUnderTest): RuleGroup {
  return {
    name: 'when a ticket is abandoned',
    rules: [
      rule('answers 204 for a ticket that is unknown, or was abandoned before', async ({ owner }) => {
        const { value } = await owner.openTicket(owner.makeFile())
        for (const reference of [uniqueName(), value.reference, value.reference]) await owner.abandon(reference)
      }),

      rule(
        'registers nothing under an abandoned ticket, and takes the file again under a new one',
        async ({ owner }) => {
          const file = owner.makeFile({ idempotencyKey: uniqueName() })
          const { value } = await owner.sendFile(file)
          await owner.abandon(value.reference)
          await owner.expectUnregistered(file, value.reference, 'a member that failed, because the ticket is abandoned')
          const { registered } = await owner.upload(file)
          await owner.expectReadable(registered.id, file)
        },
      ),

      rule('keeps a registered file whose ticket is abandoned', async ({ owner }) => {
        const { reference, registered, file } = await owner.upload()
        await owner.abandon(reference)
        await owner.expectReadable(registered.id, file)
      }),

      rule('registers no file whose object is being deleted', async ({ owner }) => {
        for (let round = 0; round < 5; round += 1) {
          const file = owner.makeFile()
          const { value, receipt } = await owner.sendFile(file)
          const [{ value: confirmed }] = await Promise.all([
            owner.confirm(file.announced, value.reference, receipt),
            owner.abandon(value.reference),
          ])
          if (confirmed.kind === 'confirmed') await owner.expectReadable(confirmed.file.id, file)
        }
      }),

      ...rulesIf(
        sharesFiles && digest !== null,
        rule('keeps the bytes of a file when a second ticket for them is abandoned', async ({ owner }) => {
          const { file, registered } = await owner.upload()
          const { value, answer } = await owner.ticket({ ...file.announced, id: uniqueName(), name: 'second.txt' })
          if (value.kind !== 'stored') throw answer.breach('a ticket of kind stored, because storage has the bytes')
          await owner.abandon(value.reference)
          await owner.expectReadable(registered.id, file)
        }),
      ),
    ],
  }
}
