import { filePath, type Owner } from '../calls/Owner.js'
import type { Answer } from '../calls/HttpCalls.js'
import { uniqueName } from '../calls/TestFile.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

/** No owner, no answer; and nothing of one owner for another. */
export function ownerRules(server: ServerUnderTest): RuleGroup {
  const { sharesFiles = true, deleteFile = true, updateFile = true, multipartAboveBytes = null } = server
  return {
    name: 'with owners',
    rules: [
      rule('answers every call without an owner with 401', async ({ nobody, owner }) => {
        const { announced } = owner.makeFile()
        const reference = uniqueName()
        const calls: readonly (readonly [method: string, path: string, body?: unknown])[] = [
          ['POST', '/tickets', { files: [announced] }],
          ['POST', '/tickets/abandon', { reference }],
          ['POST', '/files', { uploads: [{ request: announced, reference, receipt: null }] }],
          ['GET', '/files'],
          ['GET', `/files/${reference}`],
          ...(deleteFile ? ([['DELETE', `/files/${reference}`]] as const) : []),
          ...(updateFile ? ([['PATCH', `/files/${reference}`, { name: 'x' }]] as const) : []),
          ...(multipartAboveBytes === null
            ? []
            : ['sign', 'list', 'complete', 'abort'].map(
                (call) =>
                  ['POST', `/multipart/${call}`, { reference, parts: [{ number: 1, size: 1, etag: null }] }] as const,
              )),
        ]
        for (const [method, path, body] of calls) {
          const answer = await nobody.call(method, path, body)
          if (answer.status !== 401) throw answer.breach('the status 401, because the call has no owner')
        }
      }),

      rule("does not list another owner's files", async ({ owner, other }) => {
        const { registered } = await owner.upload()
        const page = await other.list({ limit: '100' })
        if (page.value.files.some(({ id }) => id === registered.id))
          throw page.answer.breach(`a list without ${registered.id}, which another owner has`)
      }),

      rule("answers for another owner's file as for one that does not exist", async ({ owner, other }) => {
        const { registered } = await owner.upload()
        await expectUnknown(other, 'GET', registered.id)
      }),

      rule(
        "does not register another owner's reference, before or after it is registered",
        async ({ owner, other }) => {
          const file = owner.makeFile()
          const { value, receipt } = await owner.sendFile(file)
          const unknown = await other.expectUnregistered(
            file,
            uniqueName(),
            'a member that failed, because there is no such ticket',
          )
          const expectForeign = async (): Promise<void> => {
            const foreign = await other.expectUnregistered(
              file,
              value.reference,
              "a member that failed, because the reference is another owner's",
            )
            if (foreign.value.kind !== 'failed' || unknown.value.kind !== 'failed') return
            const [one, two] = [foreign.value.error, unknown.value.error]
            if (one.status !== two.status || one.code !== two.code) {
              throw foreign.answer.breach(
                `the error of an unknown reference (${two.status} ${two.code}), so that nobody can find out whose it is`,
              )
            }
          }
          await expectForeign()
          await owner.register(file, value.reference, receipt)
          await expectForeign()
        },
      ),

      rule('keeps what is abandoned by another owner', async ({ owner, other }) => {
        const file = owner.makeFile()
        const { value, receipt } = await owner.sendFile(file)
        await other.abandon(value.reference)
        await owner.register(file, value.reference, receipt)
      }),

      rule('keeps equal idempotency keys of two owners apart', async ({ owner, other }) => {
        const file = owner.makeFile({ idempotencyKey: uniqueName() })
        const mine = await owner.sendFile(file)
        const theirs = await other.openTicket(file)
        if (JSON.stringify(theirs.value.reference) === JSON.stringify(mine.value.reference)) {
          throw theirs.answer.breach("a reference of its own, not the other owner's")
        }
        await other.abandon(theirs.value.reference)
        await owner.register(file, mine.value.reference, mine.receipt)
      }),

      ...rulesIf(
        sharesFiles,
        rule('does not share bytes between owners', async ({ owner, other }) => {
          const { file } = await owner.upload()
          const { value, answer } = await other.ticket(file.announced)
          if (value.kind === 'existing' || value.kind === 'stored') {
            throw answer.breach('a ticket for sending the bytes, because only another owner has them')
          }
        }),
      ),

      ...rulesIf(
        deleteFile,
        rule("does not delete another owner's file", async ({ owner, other }) => {
          const { registered, file } = await owner.upload()
          await expectUnknown(other, 'DELETE', registered.id)
          await owner.expectReadable(registered.id, file)
        }),
      ),

      ...rulesIf(
        updateFile,
        rule("does not change another owner's file", async ({ owner, other }) => {
          const { registered, file } = await owner.upload()
          await expectUnknown(other, 'PATCH', registered.id, { name: 'changed by another' })
          const { value, answer } = await owner.get(registered.id)
          if (value.name !== file.announced.name)
            throw answer.breach(`the name ${file.announced.name}, which its owner gave it`)
        }),
      ),

      ...rulesIf(
        multipartAboveBytes !== null,
        rule("does not sign, list, join or drop another owner's parts", async ({ owner, other, server }) => {
          const file = owner.makeFile({}, { padTo: (server.multipartAboveBytes ?? 0) + 1 })
          const { value: ticket } = await owner.partsTicket(file)
          const { reference } = ticket
          const parts = [{ number: 1, size: 1, etag: null }]
          for (const call of ['sign', 'list', 'complete']) {
            const answer = await other.call('POST', `/multipart/${call}`, { reference, parts })
            const isGone = call === 'list' && answer.status === 200 && /"kind"\s*:\s*"gone"/.test(answer.text)
            if (answer.status !== 404 && !isGone)
              throw answer.breach("the status 404, because the reference is another owner's")
          }
          await other.call('POST', '/multipart/abort', { reference })
          const { value, answer } = await owner.listParts(reference)
          if (value.kind !== 'open')
            throw answer.breach('the kind open, because only another owner has aborted the upload')
          await owner.abandon(reference)
        }),
      ),
    ],
  }
}

async function expectUnknown(owner: Owner, method: string, id: string, body?: unknown): Promise<void> {
  const ask = (asked: string): Promise<Answer> => owner.call(method, filePath(asked), body)
  const foreign = await ask(id)
  if (foreign.status !== 404) throw foreign.breach("the status 404, because the file is another owner's")
  const unknown = await ask(`${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`)
  if (codeOf(unknown) !== codeOf(foreign)) {
    throw foreign.breach(`the answer to an unknown id (${codeOf(unknown)}), so that nobody can find out whose it is`)
  }
}

function codeOf({ body }: Answer): string {
  const { error } = (body ?? {}) as { readonly error?: { readonly code?: string } }
  return String(error?.code)
}
