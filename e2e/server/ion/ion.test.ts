import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createIonBackend, type IonBackend, type IonFile, resolveIonEntity } from '../../../src/backends/ion.ts'
import { etagOf } from '../../storage/answers/etagOf.ts'
import { askFor, askGraphql, createContext, describeFile, refusalOf, send, storedUnder } from '../flow/byHand.ts'
import { makeText, renamed } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const entityId = 9017
const lockedEntity = 9999

let stack: TestStack
let backend: IonBackend

beforeAll(async () => {
  stack = await startTestStack()
  backend = createIonBackend({ endpoint: `${stack.url}/api/ion/graphql`, entityId })
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(() => stack.stop())

const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length

/** The answer of ION's storage when its own check fails. */
const storageSays = (
  code: string,
  message: string,
): { readonly kind: 'answer'; readonly status: 403; readonly text: string; readonly contentType: string } => ({
  kind: 'answer',
  status: 403,
  text: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  contentType: 'application/xml',
})

async function uploadOne(file: File): Promise<IonFile> {
  const { done } = await startFlow(backend).upload([file])
  if (!done[0]) throw new Error('The upload did not succeed.')
  return done[0].stored
}

describe('ION', () => {
  it('attaches a file to its entity, and reads it under a fresh URL', async () => {
    const file = await uploadOne(makeText('note.txt', 'attached'))
    expect(file).toMatchObject({ id: expect.stringMatching(/^\d+$/), filename: 'note.txt', entityId: '9017' })
    expect(file).not.toHaveProperty('url')
    const fetched = await backend.get?.(file.id, createContext())
    expect(await (await fetch(fetched?.url ?? '')).text()).toBe('attached')
    expect(fetched).toMatchObject({ id: file.id, urlExpiresInSeconds: 60 })
  })

  it('sends a file with the type that ION derives from the name, whatever the browser says', async () => {
    const odd = renamed(makeText(), 'scan.pdf', 'application/x-odd')
    const ticket = await askFor(backend, await describeFile(backend, odd))
    expect(ticket.headers).toEqual({ 'Content-Type': 'application/pdf' })
    expect(await refusalOf(await send({ ...ticket, headers: { 'Content-Type': odd.type } }, odd))).toEqual([
      403,
      'SignatureDoesNotMatch',
    ])
    expect(await refusalOf(await send(ticket, odd))).toBeNull()
    expect((await startFlow(backend).upload([odd])).failed).toEqual([])
  })

  it('forgets what was asked for a day ago, and keeps what is attached', async () => {
    const [attached, waiting] = [makeText('kept.txt', 'kept'), makeText('never-sent.txt')]
    const { id } = await uploadOne(attached)
    await askFor(backend, await describeFile(backend, waiting))
    const count = (): unknown =>
      stack.server.records.database.prepare('select count(*) as rows from ion_uploads').get()?.['rows']
    await stack.server.sweep()
    expect(count()).toBeGreaterThanOrEqual(2)
    await stack.server.sweep({ nowMs: Date.now() + 25 * 60 * 60 * 1000 })
    expect(count()).toBe(0)
    expect(await backend.get?.(id, createContext())).toMatchObject({ id })
  })

  it('refuses a URL that was tampered with', async () => {
    const file = makeText()
    const ticket = await askFor(backend, await describeFile(backend, file))
    const url = ticket.url.replace(/expires=\d+/, `expires=${Date.now() + 1e9}`)
    expect(await refusalOf(await send({ ...ticket, url }, file))).toEqual([403, 'SignatureDoesNotMatch'])
  })

  it('requests another URL when the first one has expired', async () => {
    stack.server.faults.add({ call: 'storage', action: storageSays('AccessDenied', 'Request has expired') })
    const { done } = await startFlow(backend).upload([makeText()])
    expect([done.length, callsOf('tickets'), callsOf('storage')]).toEqual([1, 2, 2])
  })

  it('gives up after two URLs when the signature does not match', async () => {
    const action = storageSays('SignatureDoesNotMatch', 'The signature does not match.')
    stack.server.faults.add({ call: 'storage', times: 9, action })
    const { failed } = await startFlow(backend).upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'storage-refused', retry: { when: 'never' } } }])
    expect([callsOf('tickets'), callsOf('confirm')]).toEqual([2, 0])
  })

  it('says what to expose when the ETag is hidden, and requests another URL when retried', async () => {
    const { uploader, upload, sent } = startFlow(backend, { hidesEtag: true })
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([
      { at: 'sending', error: { code: 'etag-hidden', message: expect.stringContaining('ExposeHeaders') } },
    ])
    expect(callsOf('confirm')).toBe(0)
    uploader.retry('all')
    await uploader.whenSettled()
    expect([sent.length, callsOf('tickets')]).toEqual([2, 2])
  })

  it('verifies the ETag, and registers nothing if it differs', async () => {
    const file = makeText()
    const request = await describeFile(backend, file)
    const ticket = await askFor(backend, request)
    await send(ticket, file)
    const confirming = backend.confirm(storedUnder(request, ticket, '0'.repeat(32)), createContext())
    await expect(confirming).rejects.toMatchObject({
      code: 'not-verified',
      retry: { when: 'automatically', from: 'inspection' },
    })
  })

  it('registers no file that was never sent', async () => {
    const request = await describeFile(backend, makeText())
    const ticket = await askFor(backend, request)
    const confirming = backend.confirm(storedUnder(request, ticket, '0'.repeat(32)), createContext())
    await expect(confirming).rejects.toMatchObject({ code: 'not-verified' })
  })

  it('keeps the bytes of a file that the user may not attach', async () => {
    const { uploader, upload, sent } = startFlow(backend)
    const { failed } = await upload([makeText()], { entityId: lockedEntity })
    expect(failed).toMatchObject([
      { at: 'confirming', error: { code: 'forbidden', serverText: 'Permission denied', retry: { when: 'by-hand' } } },
    ])
    uploader.retry('all')
    await uploader.whenSettled()
    expect([sent.length, callsOf('confirm')]).toEqual([1, 2])
  })

  it.each(['09999', '000009999'])('attaches nothing to the locked entity when its id is written as %s', async (id) => {
    const file = makeText()
    const ticket = await askFor(backend, await describeFile(backend, file))
    const answer = await send(ticket, file)
    const { s3Key } = ticket.reference as { readonly s3Key: string }
    const input = { filename: 'a', s3Key, s3Etag: answer.headers.get('etag'), entityId: id }
    const query =
      'mutation ($input: CreateFileAttachmentInput!) { createFileAttachment(input: $input) { fileAttachment { id } } }'
    const { body } = await askGraphql(`${stack.url}/api/ion/graphql`, query, { input })
    expect(body.errors).toMatchObject([{ message: 'Permission denied' }])
  })

  it('keeps no name that is longer than a file can have', async () => {
    const count = (): unknown => stack.server.records.database.prepare('select count(*) as n from ion_uploads').get()
    const before = count()
    const query = 'query ($f: String!) { requestFileUploadUrl(filename: $f) { s3Key } }'
    const { body } = await askGraphql(`${stack.url}/api/ion/graphql`, query, { f: 'x'.repeat(1025) })
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('1024') }])
    expect(count()).toEqual(before)
  })

  it('recognises a missing permission by the message of a 200, and does not repeat the call', async () => {
    const message = 'User does not have permission to update this resource.'
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 200, message } })
    const { failed } = await startFlow(backend).upload([makeText()])
    expect(failed).toMatchObject([{ at: 'requesting', error: { code: 'forbidden', status: 200, serverText: message } }])
    expect(callsOf('tickets')).toBe(1)
  })

  it('waits as long as the gateway asks, and then continues', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'answer', status: 429, retryAfterSeconds: 0.1 } })
    const { done, failed } = await startFlow(backend).upload([makeText()])
    expect([failed, done.length, callsOf('confirm'), callsOf('storage')]).toEqual([[], 1, 2, 1])
  })

  it('leaves the retry to the user when the answer to the registration was lost', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    const { failed } = await startFlow(backend).upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'confirm-ambiguous', retry: { when: 'by-hand' } } }])
    expect(callsOf('confirm')).toBe(1)
  })

  it('has two attachments after registering a file twice, which the documentation does not rule out', async () => {
    const file = makeText()
    const request = await describeFile(backend, file)
    const ticket = await askFor(backend, request)
    const etag = etagOf(await send(ticket, file))
    const confirm = () => backend.confirm(storedUnder(request, ticket, etag), createContext())
    const [first, second] = [await confirm(), await confirm()]
    expect(first.id).not.toBe(second.id)
  })

  it('registers a file again for the right entity, without sending it', async () => {
    const file = await uploadOne(makeText('note.txt', 'moved'))
    const again = await backend.registerUnder(file, 9018)
    expect(again).toMatchObject({ entityId: '9018', filename: 'note.txt', s3Key: file.s3Key })
    expect(callsOf('storage')).toBe(1)
    const fetched = await backend.get?.(again.id, createContext())
    expect(await (await fetch(fetched?.url ?? '')).text()).toBe('moved')
    await expect(backend.registerUnder(file, lockedEntity)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each(['runStep', 'run', 'procedure', 'step', 'part', 'runStepField'] as const)(
    'returns the entity of a %s, whose id differs',
    async (field) => {
      const endpoint = `${stack.url}/api/ion/graphql`
      const target = { [field]: 17 } as unknown as { readonly part: number }
      expect(await resolveIonEntity({ endpoint }, target)).toBe('9017')
      const unknown = { [field]: 'nothing' } as unknown as { readonly part: string }
      await expect(resolveIonEntity({ endpoint }, unknown)).rejects.toMatchObject({ code: 'not-found' })
    },
  )

  it('has no attachment for an id that was never issued', async () => {
    await expect(backend.get?.('123456', createContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([
    ['a field', '{ requestFileUploadUrl(filename: "a.txt") { url } }'],
    ['an argument', '{ requestFileUploadUrl(filename: "a.txt", size: 3) { s3Key } }'],
    [
      'an input field',
      'mutation { createFileAttachment(input: { filename: "a", s3Key: "k", s3Etag: "e", entityId: 1, size: 3 }) { fileAttachment { id } } }',
    ],
  ])('refuses %s that the document does not have', async (_, query) => {
    const { status, body } = await askGraphql(`${stack.url}/api/ion/graphql`, query)
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
  })
})
