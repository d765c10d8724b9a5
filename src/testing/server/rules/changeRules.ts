import { wait } from '../calls/wait.js'
import { uniqueName } from '../calls/TestFile.js'
import { filePath, type Owner, type Uploaded } from '../calls/Owner.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

/** Deleting files. */
export function deleteRules({ deleteFile = true, sharesFiles = true, digest = 'sha-256' }: ServerUnderTest): RuleGroup {
  return {
    name: 'when a file is deleted',
    rules: [
      ...rulesIf(
        deleteFile,
        rule('deletes a file for good', async ({ owner }) => {
          const { registered } = await owner.upload()
          await owner.delete(registered.id)
          const answer = await owner.call('GET', filePath(registered.id))
          if (answer.status !== 404 && answer.status !== 410)
            throw answer.breach('the status 404 or 410, because the file is deleted')
          const page = await owner.list({ limit: '100' })
          if (page.value.files.some(({ id }) => id === registered.id))
            throw page.answer.breach(`a list without ${registered.id}, which is deleted`)
        }),

        rule('answers 404 or 410 for a file that is deleted or unknown', async ({ owner }) => {
          const { registered } = await owner.upload()
          await owner.delete(registered.id)
          for (const id of [registered.id, uniqueName()]) {
            const answer = await owner.call('DELETE', filePath(id))
            if (answer.status !== 404 && answer.status !== 410) throw answer.breach('the status 404 or 410')
          }
        }),

        rule('does not bring a deleted file back when its reference is confirmed again', async ({ owner }) => {
          const { registered, reference, file } = await owner.upload()
          await owner.delete(registered.id)
          await owner.expectUnregistered(file, reference, 'a member that failed, because the file is deleted')
        }),

        rule('takes the bytes of a deleted file again', async ({ owner }) => {
          const { registered, file } = await owner.upload()
          await owner.delete(registered.id)
          const again = await owner.upload({ ...file, announced: { ...file.announced, id: uniqueName() } })
          await owner.expectReadable(again.registered.id, file)
        }),
      ),
      ...rulesIf(
        deleteFile && sharesFiles && digest !== null,
        rule('deletes an object with the last file that has it, and not before', async ({ owner }) => {
          const first = await owner.upload()
          const second = await shareBytes(owner, first)
          await owner.delete(first.registered.id)
          await owner.expectReadable(second.registered.id, second.file)
          const { value, answer } = await owner.get(second.registered.id)
          await owner.delete(second.registered.id)
          const url = value.url ?? ''
          // Storage may be a little behind.
          for (let round = 0; round < 20; round += 1) {
            if (!(await fetch(url)).ok) return
            await wait(250)
          }
          throw answer.breach('the object to be deleted from storage with its last file')
        }),
      ),
    ],
  }
}

/** Changing names and alternative texts. */
export function updateRules({ updateFile = true, sharesFiles = true, digest = 'sha-256' }: ServerUnderTest): RuleGroup {
  return {
    name: 'when a file is changed',
    rules: [
      ...rulesIf(
        updateFile,
        rule('changes a name and an alternative text, and leaves the rest', async ({ owner }) => {
          const { registered, file } = await owner.upload()
          for (const change of [{ alt: 'The harbour' }, { name: 'the harbour 📷.txt' }, { alt: '' }]) {
            const before = (await owner.get(registered.id)).value
            const answer = await owner.change(registered.id, change)
            const after = (await owner.get(registered.id)).value
            // A server may take only one of the two.
            const isTaken = answer.status === 200
            if (!isTaken && answer.status !== 422)
              throw answer.breach('the status 200, or 422 for what the server does not change')
            const expected = { name: before.name, alt: before.alt, ...(isTaken && change) }
            for (const field of ['name', 'alt'] as const) {
              if ((after[field] ?? '') !== (expected[field] ?? ''))
                throw answer.breach(`file.${field} to be ${JSON.stringify(expected[field] ?? '')} afterwards`)
            }
          }
          await owner.expectReadable(registered.id, file)
        }),

        rule('refuses a change that makes no sense, and changes nothing', async ({ owner }) => {
          const { registered } = await owner.upload()
          for (const change of [{ name: 7 }, { alt: [] }, { name: { $set: 'x' } }]) {
            const answer = await owner.change(registered.id, change)
            if (answer.status !== 400 && answer.status !== 422) throw answer.breach('the status 422')
          }
          for (const body of ['{', '[]', 'null']) {
            const answer = await owner.call('PATCH', filePath(registered.id), body)
            if (answer.status !== 400 && answer.status !== 422) throw answer.breach('the status 400 or 422')
          }
          const { value, answer } = await owner.get(registered.id)
          if (value.name !== registered.name) throw answer.breach(`the name ${registered.name}, as before`)
        }),

        rule('does not fail at a new name of any kind', async ({ owner }) => {
          const { registered, file } = await owner.upload()
          for (const name of ['nul\0', 'half \ud83d', '../x', '"\r\nx: y']) await owner.change(registered.id, { name })
          await owner.expectReadable(registered.id, file)
        }),

        rule('answers 404 for a change of a file that does not exist', async ({ owner }) => {
          const answer = await owner.change(uniqueName(), { name: 'x' })
          if (answer.status !== 404) throw answer.breach('the status 404')
        }),
      ),
      ...rulesIf(
        updateFile && sharesFiles && digest !== null,
        rule('changes one file only, also if another has the same bytes', async ({ owner }) => {
          const first = await owner.upload()
          const second = await shareBytes(owner, first)
          await owner.change(first.registered.id, { name: 'renamed.txt' })
          const { value, answer } = await owner.get(second.registered.id)
          if (value.name !== second.file.announced.name)
            throw answer.breach(`the name ${second.file.announced.name}, because another file was renamed`)
        }),
      ),
    ],
  }
}

/** Registers a second file over the same object. */
async function shareBytes(owner: Owner, { file }: Uploaded): Promise<Uploaded> {
  const second = { ...file, announced: { ...file.announced, id: uniqueName(), name: `second-${file.announced.name}` } }
  const { value, answer } = await owner.ticket(second.announced)
  if (value.kind !== 'stored') throw answer.breach('a ticket of kind stored, because storage has the bytes')
  return owner.register(second, value.reference)
}
