import type { ConfirmAnswer } from '../calls/answers.js'
import { digestOf, uniqueName } from '../calls/TestFile.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

/** From stored bytes to a registered file. */
export function confirmRules(server: ServerUnderTest): RuleGroup {
  const { digest = 'sha-256', sharesFiles = true } = server
  return {
    name: 'when a file is registered',
    rules: [
      rule('registers nothing before the bytes are sent', async ({ owner }) => {
        const file = owner.makeFile()
        const { value } = await owner.openTicket(file)
        await owner.expectUnregistered(
          file,
          value.reference,
          'a member that failed, because nothing has been sent',
          'not-verified',
        )
      }),

      rule('registers a reference once, however often it is confirmed', async ({ owner }) => {
        const file = owner.makeFile()
        const { value, receipt } = await owner.sendFile(file)
        const first = await owner.register(file, value.reference, receipt)
        const again = await owner.register(file, value.reference, receipt)
        if (again.registered.id !== first.registered.id)
          throw again.answer.breach(`the file ${first.registered.id}, as in the first answer`)
        const { value: page, answer } = await owner.list({ limit: '100' })
        const [newest, second] = page.files
        if (newest?.id !== first.registered.id || second?.name === file.announced.name)
          throw answer.breach('the file once in the list, and first')
      }),

      rule('registers a reference once, however close together it is confirmed', async ({ owner }) => {
        const file = owner.makeFile()
        const { value, receipt } = await owner.sendFile(file)
        const upload = { request: file.announced, reference: value.reference, receipt }
        const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => owner.confirmAll([upload, upload])))
        const ids = answers.flatMap((one) => one.value).map(idOf)
        if (new Set(ids).size !== 1 || ids.includes(null))
          throw answers[0]?.answer.breach(`one file in all answers, not ${ids.join(', ')}`)
        const { value: page, answer } = await owner.list({ limit: '100' })
        const listed = page.files.filter(({ name, id }) => id === ids[0] || name === file.announced.name)
        if (listed.length > 1) throw answer.breach('the file once in the list')
      }),

      rule('answers for each upload in the order of the call, and fails one alone', async ({ owner }) => {
        const [one, two] = [owner.makeFile(), owner.makeFile()]
        const [first, second] = [await owner.sendFile(one), await owner.sendFile(two)]
        const { value, answer } = await owner.confirmAll([
          { request: two.announced, reference: second.value.reference, receipt: second.receipt },
          { request: one.announced, reference: uniqueName(), receipt: null },
          {},
          { request: one.announced, reference: first.value.reference, receipt: first.receipt },
        ])
        const kinds = value.map(({ kind }) => kind).join(', ')
        if (kinds !== 'confirmed, failed, failed, confirmed')
          throw answer.breach(`confirmed, failed, failed, confirmed, not ${kinds}`)
        for (const [member, file] of [
          [value[0], two],
          [value[3], one],
        ] as const) {
          const id = member && idOf(member)
          if (id) await owner.expectReadable(id, file)
        }
      }),

      rule('answers an unknown reference with not-found', async ({ owner }) => {
        for (const reference of [uniqueName(), '__proto__', '../x', 'nul\0', '\ud800']) {
          const { value, answer } = await owner.confirm(owner.makeFile().announced, reference)
          if (value.kind !== 'failed' || value.error.status >= 500)
            throw answer.breach('a member that failed, because there is no such ticket')
        }
        await owner.expectUnregistered(
          owner.makeFile(),
          uniqueName(),
          'a member that failed, because there is no such ticket',
          'not-found',
        )
      }),

      rule('does not fail at a reference of another kind', async ({ owner }) => {
        for (const reference of [null, 7, {}, [], true, '', { $gt: '' }, 'x'.repeat(5000)]) {
          const request = owner.makeFile().announced
          const answer = await owner.call('POST', '/files', { uploads: [{ request, reference, receipt: null }] })
          const { files: [one] = [] } = (answer.body ?? {}) as { readonly files?: readonly ConfirmAnswer[] }
          const isRefused = answer.status >= 400 || (one?.kind === 'failed' && one.error.status < 500)
          if (!isRefused) throw answer.breach('a call or a member that is refused')
        }
      }),

      rule('registers no other file than was announced', async ({ owner }) => {
        const file = owner.makeFile()
        const { value, receipt } = await owner.sendFile(file)
        const { announced } = file
        const others: Readonly<Record<string, object>> = {
          size: { ...announced, size: announced.size + 1 },
          type: { ...announced, type: 'text/html' },
          ...(digest !== null && { digest: { ...announced, digest: digestOf(new Uint8Array([1]), digest) } }),
        }
        for (const [what, request] of Object.entries(others)) {
          const other = await owner.confirm(request, value.reference, receipt)
          if (other.value.kind !== 'failed')
            throw other.answer.breach(`a member that failed, because the ${what} differs from that of the ticket`)
        }
        await owner.register(file, value.reference, receipt)
      }),

      ...rulesIf(
        digest !== null,
        rule('needs no ETag, because storage may hide it from the page', async ({ owner }) => {
          const file = owner.makeFile()
          const { value } = await owner.sendFile(file)
          await owner.register(file, value.reference, { status: 200, etag: null })
        }),
      ),
      ...rulesIf(
        digest === null,
        rule('registers nothing under an ETag that is not that of the object', async ({ owner }) => {
          const file = owner.makeFile()
          const { value, receipt } = await owner.sendFile(file)
          const wrong = { status: 200, etag: 'd41d8cd98f00b204e9800998ecf8427e' }
          const { value: one, answer } = await owner.confirm(file.announced, value.reference, wrong)
          if (one.kind !== 'failed') throw answer.breach('a member that failed, because storage has another object')
          await owner.register(file, value.reference, receipt)
        }),
      ),

      rule('keeps the metadata that was announced', async ({ owner, server: { metadata = {} } }) => {
        const file = owner.makeFile({
          metadata: { ...metadata, ...(server.metadata ? {} : { album: 'harbour', pages: [1, 2] }) },
        })
        const { registered, answer } = await owner.upload(file)
        // A server that does not show metadata may have them all the same.
        if (!registered.metadata) return
        for (const [name, value] of Object.entries(file.announced.metadata)) {
          if (JSON.stringify(registered.metadata[name]) !== JSON.stringify(value))
            throw answer.breach(`file.metadata.${name} to be ${JSON.stringify(value)}`)
        }
      }),

      ...rulesIf(
        sharesFiles && digest !== null,
        rule('answers existing for a file with the same bytes, name and metadata', async ({ owner }) => {
          const { file, registered } = await owner.upload()
          const { value, answer } = await owner.ticket({ ...file.announced, id: uniqueName() })
          if (value.kind !== 'existing') throw answer.breach('a ticket of kind existing')
          if (value.file.id !== registered.id) throw answer.breach(`the file ${registered.id}`)
        }),
      ),

      rule('makes a second file of the same bytes under another name or with other metadata', async ({ owner }) => {
        const { file, registered } = await owner.upload()
        const changes = [
          { name: `second-${file.announced.name}` },
          ...(server.metadata ? [] : [{ metadata: { album: 'market' } }]),
        ]
        for (const change of changes) {
          const second = { ...file, announced: { ...file.announced, id: uniqueName(), ...change } }
          const { value, answer } = await owner.ticket(second.announced)
          if (value.kind !== 'stored' && value.kind !== 'put' && value.kind !== 'post') {
            throw answer.breach(
              'a ticket of kind stored, or for sending the bytes, because the name or the metadata differ',
            )
          }
          if (value.kind !== 'stored') {
            if (sharesFiles && digest !== null)
              throw answer.breach('a ticket of kind stored, because storage has the bytes')
            await owner.send(value, file.bytes)
          }
          const made = await owner.register(second, value.reference)
          if (made.registered.id === registered.id)
            throw made.answer.breach(`another file than ${registered.id}, which has another name or other metadata`)
          const { value: kept, answer: got } = await owner.get(made.registered.id)
          if (typeof kept.name === 'string' && kept.name !== second.announced.name)
            throw got.breach(`the name ${second.announced.name}`)
          await owner.expectReadable(made.registered.id, file)
          await owner.expectReadable(registered.id, file)
        }
      }),
    ],
  }
}

function idOf(answer: ConfirmAnswer): string | null {
  return answer.kind === 'confirmed' ? answer.file.id : null
}
