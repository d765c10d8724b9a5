import { uniqueName } from '../calls/TestFile.js'
import type { Owner } from '../calls/Owner.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, type RuleGroup, rulesIf } from './Rule.js'
import { testUnknownProfiles } from './testUnknownProfiles.js'

/** Types that could run in a page, as browsers and attackers write them. */
const runnable = [
  'text/html',
  'text/html; charset=utf-8',
  'TEXT/HTML',
  'image/svg+xml',
  'application/xhtml+xml',
  'text/xml',
]

/** Listing and reading files. */
export function readRules({ profile }: ServerUnderTest): RuleGroup {
  return {
    name: 'when files are read',
    rules: [
      rule('lists the newest file first', async ({ owner }) => {
        const ids = await uploadSeveral(owner, 3)
        const { value, answer } = await owner.list({ limit: '3' })
        const listed = value.files.map(({ id }) => id)
        if (listed.join() !== ids.toReversed().join()) throw answer.breach(`the files ${ids.toReversed().join(', ')}`)
      }),

      rule('lists no file twice and leaves none out while others are added', async ({ owner }) => {
        const ids = await uploadSeveral(owner, 5)
        const first = await owner.list({ limit: '2' })
        await uploadSeveral(owner, 2)
        const listed = first.value.files.map(({ id }) => id)
        for (let page = first; listed.length < ids.length;) {
          const { nextCursor } = page.value
          if (nextCursor === null) throw page.answer.breach('a nextCursor, because there are more files')
          page = await owner.list({ limit: '2', cursor: nextCursor })
          listed.push(...page.value.files.map(({ id }) => id))
          if (page.value.files.length === 0)
            throw page.answer.breach('a page with files, because the page before had a nextCursor')
          const expected = ids.toReversed().slice(0, listed.length)
          if (listed.slice(0, expected.length).join() !== expected.join())
            throw page.answer.breach(`the files ${expected.join(', ')} so far, not ${listed.join(', ')}`)
        }
      }),

      rule('lists at most as many files as the limit says, and all of them in the end', async ({ owner }) => {
        const ids = await uploadSeveral(owner, 3)
        const { value, answer } = await owner.list({ limit: '1' })
        if (value.files.length !== 1) throw answer.breach('one file, because the limit is 1')
        const all = await owner.listAll(100)
        const missing = ids.filter((id) => !all.includes(id))
        if (missing.length > 0 || new Set(all).size !== all.length)
          throw answer.breach(`every file once on the pages, also ${missing.join(', ')}`)
      }),

      ...rulesIf(
        profile !== undefined,
        rule('lists a file under the profile that it was sent with', async ({ owner }) => {
          const { registered } = await owner.upload()
          const { value, answer } = await owner.list({ limit: '1', ...(profile !== undefined && { profile }) })
          if (value.files[0]?.id !== registered.id) throw answer.breach(`the file ${registered.id}`)
        }),
        rule('refuses to list the files of an unknown profile', async ({ owner }) => {
          await testUnknownProfiles((name) => owner.call('GET', `/files?profile=${name}`))
        }),
      ),

      rule('gives one file with a URL for reading it', async ({ owner }) => {
        const { registered, file } = await owner.upload()
        const { value, answer } = await owner.get(registered.id)
        if (value.id !== registered.id) throw answer.breach(`the file ${registered.id}`)
        await owner.expectReadable(registered.id, file)
      }),

      rule('answers 404 for a file that does not exist', async ({ owner }) => {
        const answer = await owner.call('GET', `/files/${uniqueName()}`)
        if (answer.status !== 404) throw answer.breach('the status 404')
      }),

      rule('serves nothing inline that could run in a page', async ({ owner }) => {
        for (const type of runnable) {
          const file = owner.describe(
            new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" id="${uniqueName()}"/>`),
            { type },
          )
          const { value } = await owner.ticket(file.announced)
          // A server may refuse such files.
          if (value.kind !== 'put' && value.kind !== 'post') continue
          const sent = await owner.send(value, file.bytes)
          if (sent.status >= 300)
            throw sent.breach('storage to take the bytes that were announced, with a status of 2xx')
          const { value: confirmed } = await owner.confirm(file.announced, value.reference)
          if (confirmed.kind === 'failed') continue
          const { response, answer } = await owner.read(confirmed.file.id)
          const disposition = response.headers.get('content-disposition') ?? '(none)'
          if (!/^\s*attachment\b/i.test(disposition)) {
            throw answer.breach(
              `file.url of a file of ${type} to have the Content-Disposition attachment, not ${disposition}`,
            )
          }
        }
      }),
    ],
  }
}

async function uploadSeveral(owner: Owner, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) ids.push((await owner.upload()).registered.id)
  return ids
}
