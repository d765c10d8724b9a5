import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  createVisibuildBackend,
  readVisibuildRecordProblem,
  type VisibuildFile,
} from '../../../src/backends/visibuild.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, describeFile, send } from '../flow/byHand.ts'
import { copyGuardOf } from '../flow/copyGuardOf.ts'
import { makeText } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const tokens = { 'token-of-ada': 'ada', 'token-of-bob': 'bob' }

let stack: TestStack
let backend: UploadBackend<VisibuildFile>

beforeAll(async () => {
  stack = await startTestStack({ tokens })
  backend = createVisibuildBackend({
    url: `${stack.url}/api/visibuild`,
    headers: { Authorization: 'Bearer token-of-ada' },
  })
})

afterEach(() => stack.server.faults.clear())

afterAll(() => stack.stop())

/** Does what the form does when it is submitted. */
async function createRecord(attachmentKeys: readonly string[], token = 'token-of-ada') {
  const answer = await fetch(`${stack.url}/api/visibuild/api/core/v1/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: 'Kitchen cabinet door hinge broken', attachmentKeys }),
  })
  const body: unknown = await answer.json()
  return { status: answer.status, body, problem: readVisibuildRecordProblem(answer.status, body)?.kind }
}

async function uploadKeys(...files: readonly File[]): Promise<readonly string[]> {
  const { done } = await startFlow(backend).upload(files)
  return done.map(({ stored }) => stored.key)
}

describe('Visibuild', () => {
  it('creates a record with the keys in their order', async () => {
    const keys = await uploadKeys(makeText('a.txt'), makeText('b.txt'), makeText('c.txt'))
    const { status, body } = await createRecord(keys.toReversed())
    expect([status, body]).toMatchObject([201, { data: { ticket: { attachmentKeys: keys.toReversed() } } }])
  })

  it('accepts a key for only one record, and says so', async () => {
    const keys = await uploadKeys(makeText())
    expect((await createRecord(keys)).status).toBe(201)
    expect(await createRecord(keys)).toMatchObject({ status: 422, problem: 'already-associated' })
  })

  it('accepts no key twice in one record', async () => {
    const [key = ''] = await uploadKeys(makeText())
    expect(await createRecord([key, key])).toMatchObject({ status: 422, problem: 'already-associated' })
    expect((await createRecord([key])).status).toBe(201)
  })

  it('looks up no key of a record that has more than a hundred, or one of them twice', async () => {
    const find = vi.spyOn(stack.server.records, 'findUploadByKey')
    const keys = Array.from({ length: 101 }, (_, index) => `attachment/${index}.txt`)
    expect([(await createRecord(keys)).status, (await createRecord(['a', 'a'])).status]).toEqual([422, 422])
    expect(find).not.toHaveBeenCalled()
    find.mockRestore()
  })

  it('gives equal files separate keys, so that two records can have them', async () => {
    const file = makeText()
    const [first = '', second = ''] = await uploadKeys(file, file)
    expect(first).not.toBe(second)
    expect([(await createRecord([first])).status, (await createRecord([second])).status]).toEqual([201, 201])
  })

  it('refuses the whole record for one bad key, and leaves the others usable', async () => {
    const [good = ''] = await uploadKeys(makeText())
    expect(await createRecord([good, 'attachment/none.txt'])).toMatchObject({ status: 422, problem: 'key-not-found' })
    expect((await createRecord([good])).status).toBe(201)
  })

  it('does not find a key whose file was never sent', async () => {
    const ticket = await askFor(backend, await describeFile(backend, makeText()))
    const { key } = ticket.reference as { readonly key: string }
    expect(await createRecord([key])).toMatchObject({ problem: 'key-not-found' })
  })

  it('says that a key belongs to another company', async () => {
    const keys = await uploadKeys(makeText())
    expect(await createRecord(keys, 'token-of-bob')).toMatchObject({ status: 422, problem: 'other-company' })
    expect((await createRecord(keys)).status).toBe(201)
  })

  it('creates one record when two use the same key at once', async () => {
    const keys = await uploadKeys(makeText(), makeText())
    const answers = await Promise.all([createRecord(keys), createRecord(keys)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422])
  })

  it('sends a file again for another key when a record has taken the first', async () => {
    const { uploader, upload } = startFlow(backend)
    const { done: before } = await upload([makeText()])
    const first = before.map(({ stored }) => stored.key)
    await createRecord(first)
    uploader.retry(
      before.map(({ id }) => id),
      { from: 'ticket' },
    )
    const { done } = await uploader.whenSettled()
    const second = done.map(({ stored }) => stored.key)
    expect(second).not.toEqual(first)
    expect((await createRecord(second)).status).toBe(201)
  })

  it('gives up after a second ticket when storage refuses with 403', async () => {
    // The headers are signed, so a wrong one causes a 403 like any other.
    const spoilt: UploadBackend<VisibuildFile> = {
      ...backend,
      requestTicket: async (request, context) => {
        const ticket = await backend.requestTicket(request, context)
        return ticket.kind === 'put' ? { ...ticket, headers: { ...ticket.headers, 'Content-Type': 'a/b' } } : ticket
      },
    }
    const { upload, sent } = startFlow(spoilt)
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'storage-refused', status: 403, retry: { when: 'never' } } }])
    expect(sent).toHaveLength(2)
  })

  it('signs the MD5, so that storage refuses other bytes', async () => {
    const ticket = await askFor(backend, await describeFile(backend, makeText('a.txt', 'abc')))
    expect(Object.keys(ticket.headers ?? {})).toEqual([
      'Content-Type',
      'Content-MD5',
      ...(await copyGuardOf(stack.storage)),
    ])
    expect((await send(ticket, makeText('a.txt', 'abd'))).status).toBe(400)
  })

  it.each([
    ['a name', { contentType: 'a/b', fileSize: 1, checksum: '1B2M2Y8AsgTpgAmY7PhCfg==' }],
    ['a size', { filename: 'a', contentType: 'a/b', fileSize: '1', checksum: '1B2M2Y8AsgTpgAmY7PhCfg==' }],
    [
      'a checksum in base64',
      { filename: 'a', contentType: 'a/b', fileSize: 1, checksum: 'd41d8cd98f00b204e9800998ecf8427e' },
    ],
  ])('asks for %s', async (_, body) => {
    const answer = await fetch(`${stack.url}/api/visibuild/api/core/v1/attachments`, {
      method: 'POST',
      headers: { Authorization: 'Bearer token-of-ada', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
  })
})
