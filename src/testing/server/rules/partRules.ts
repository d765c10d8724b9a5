import type { MultipartTicket } from '../calls/answers.js'
import type { Owner } from '../calls/Owner.js'
import { uniqueName, type TestFile } from '../calls/TestFile.js'
import type { ServerUnderTest } from '../ServerUnderTest.js'
import { rule, rulesIf, type RuleGroup } from './Rule.js'

const fiveTebibytes = 5 * 1024 ** 4

/** Large files in parts. */
export function partRules({ multipartAboveBytes = null }: ServerUnderTest): RuleGroup {
  /** Two parts at least, however large they are. */
  const begin = async (owner: Owner): Promise<{ readonly file: TestFile; readonly ticket: MultipartTicket }> => {
    const file = owner.makeFile({}, { padTo: (multipartAboveBytes ?? 0) + 1 })
    const { value: ticket } = await owner.partsTicket(file)
    if (file.bytes.length > ticket.partSizeBytes) return { file, ticket }
    await owner.abandon(ticket.reference)
    const larger = owner.makeFile({}, { padTo: ticket.partSizeBytes + 100 })
    return { file: larger, ticket: (await owner.partsTicket(larger)).value }
  }
  return {
    name: 'when a file is sent in parts',
    rules: rulesIf(
      multipartAboveBytes !== null,
      rule('takes a large file in parts, and registers it when they are joined', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const { reference } = ticket
        const parts = await owner.sendParts(ticket, file)
        await owner.expectUnregistered(
          file,
          reference,
          'a member that failed, because the parts are not joined yet',
          'not-verified',
        )
        const listing = await owner.listParts(reference)
        if (listing.value.kind !== 'open') throw listing.answer.breach('the kind open')
        const sizes = listing.value.parts.map(({ number, size }) => `${number}: ${size}`).join(', ')
        const sent = parts
          .map(
            ({ number }) =>
              `${number}: ${Math.min(ticket.partSizeBytes, file.bytes.length - (number - 1) * ticket.partSizeBytes)}`,
          )
          .join(', ')
        if (sizes !== sent) throw listing.answer.breach(`the parts that storage has (${sent})`)
        const joined = await owner.joinParts(
          reference,
          parts.map(({ number, etag }, index) => ({ number, etag: index === 0 ? null : etag })),
        )
        const again = await owner.joinParts(reference, parts)
        if (again.value.etag !== joined.value.etag)
          throw again.answer.breach(`the receipt of the first call, with the ETag ${joined.value.etag}`)
        const after = await owner.listParts(reference)
        if (after.value.kind !== 'completed')
          throw after.answer.breach('the kind completed, because the parts are joined')
        const { registered } = await owner.register(file, reference, joined.value)
        await owner.expectReadable(registered.id, file)
      }),

      rule('gives the same upload the same reference while its parts are open', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        await owner.sendPart(ticket, 1, firstPart(file, ticket))
        const again = await owner.partsTicket(file)
        if (JSON.stringify(again.value.reference) !== JSON.stringify(ticket.reference))
          throw again.answer.breach('the reference of the first ticket')
        const { value, answer } = await owner.listParts(ticket.reference)
        if (value.kind !== 'open' || value.parts.length !== 1) throw answer.breach('the part that was sent')
        await owner.abandon(ticket.reference)
      }),

      rule('signs a part for its size', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const part = firstPart(file, ticket)
        // A few bytes: storage may close the connection on a long body that it refuses unread.
        const sent = await owner.sendPart(ticket, 1, part, part.slice(0, 10))
        if (!sent.isRefused) throw sent.breach('storage to refuse a part of another size than was signed')
        await owner.abandon(ticket.reference)
      }),

      rule('signs no part that is larger than its file', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const { reference } = ticket
        for (const size of [fiveTebibytes, file.bytes.length + 1]) {
          const answer = await owner.call('POST', '/multipart/sign', { reference, parts: [{ number: 1, size }] })
          if (answer.status < 400)
            throw answer.breach(`a status of 4xx, because the file has ${file.bytes.length} bytes`)
        }
        await owner.abandon(reference)
      }),

      rule('refuses parts that no upload has', async ({ owner }) => {
        const { ticket } = await begin(owner)
        const { reference } = ticket
        const odd = [
          [],
          [{ number: 0, size: 5 }],
          [{ number: 10_001, size: 5 }],
          [{ number: 1, size: -1 }],
          [{ number: 'x', size: 5 }],
          [{ number: 1.5, size: 5 }],
          [null],
          'x',
        ]
        for (const parts of odd) {
          const answer = await owner.call('POST', '/multipart/sign', { reference, parts })
          if (answer.status !== 400 && answer.status !== 422) throw answer.breach('the status 400 or 422')
        }
        await owner.abandon(reference)
      }),

      rule('joins no part that is missing or differs', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const { reference } = ticket
        await owner.sendPart(ticket, 1, firstPart(file, ticket))
        for (const parts of [
          [
            { number: 1, etag: null },
            { number: 2, etag: null },
          ],
          [{ number: 1, etag: '0'.repeat(32) }],
        ]) {
          const answer = await owner.call('POST', '/multipart/complete', { reference, parts })
          if (answer.status < 400) throw answer.breach('a status of 4xx, because a part is missing or differs')
        }
        await owner.abandon(reference)
      }),

      rule('registers no file from which a part was left out', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const { reference } = ticket
        const sent = await owner.sendPart(ticket, 1, firstPart(file, ticket))
        await owner.call('POST', '/multipart/complete', { reference, parts: [{ number: 1, etag: sent.etag }] })
        await owner.expectUnregistered(file, reference, 'a member that failed, because a part was left out')
        await owner.abandon(reference)
      }),

      rule('drops the parts of an upload that is aborted', async ({ owner }) => {
        const { file, ticket } = await begin(owner)
        const { reference } = ticket
        await owner.sendPart(ticket, 1, firstPart(file, ticket))
        for (const asked of [reference, reference, uniqueName()]) {
          const answer = await owner.call('POST', '/multipart/abort', { reference: asked })
          if (answer.status !== 204) throw answer.breach('the status 204')
        }
        const listed = await owner.call('POST', '/multipart/list', { reference })
        const { kind } = (listed.body ?? {}) as { readonly kind?: string }
        if (listed.status !== 404 && kind !== 'gone') throw listed.breach('the kind gone, or the status 404')
        const joined = await owner.call('POST', '/multipart/complete', {
          reference,
          parts: [{ number: 1, etag: null }],
        })
        if (joined.status < 400) throw joined.breach('a status of 4xx, because the parts are gone')
      }),

      rule('answers for parts of an unknown reference with 404', async ({ owner }) => {
        const reference = uniqueName()
        for (const call of ['sign', 'complete']) {
          const answer = await owner.call('POST', `/multipart/${call}`, {
            reference,
            parts: [{ number: 1, size: 1, etag: null }],
          })
          if (answer.status !== 404) throw answer.breach('the status 404, because there is no such ticket')
        }
      }),
    ),
  }
}

function firstPart({ bytes }: TestFile, { partSizeBytes }: MultipartTicket): Uint8Array<ArrayBuffer> {
  return bytes.slice(0, partSizeBytes)
}
