import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ActiveStorageFile, createActiveStorageBackend } from '../../../src/backends/active-storage.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, describeFile } from '../flow/byHand.ts'
import { copyGuardOf } from '../flow/copyGuardOf.ts'
import { makeText } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const csrfToken = 'csrf-sentinel'
const tokens = { 'token-of-ada': 'ada', 'token-of-bob': 'bob' }
const headers = { Authorization: 'Bearer token-of-ada' }

let stack: TestStack
let url: string
let backend: UploadBackend<ActiveStorageFile>

beforeAll(async () => {
  stack = await startTestStack({ tokens, csrfToken })
  url = `${stack.url}/api/active-storage/direct_uploads`
  backend = createActiveStorageBackend({ url, headers, csrfToken: () => csrfToken })
})

afterEach(() => stack.server.faults.clear())

afterAll(() => stack.stop())

/** Does what Rails does with the hidden input of a form. */
async function attach(signedId: string, token = 'token-of-ada'): Promise<number> {
  const answer = await fetch(`${stack.url}/api/active-storage/attachments`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ signed_id: signedId }),
  })
  return answer.status
}

describe('Active Storage', () => {
  it('returns a signed id with which a record can be saved', async () => {
    const file = makeText('note.txt')
    const { done } = await startFlow(backend).upload([file])
    const stored = done[0]?.stored
    expect(stored).toMatchObject({ name: 'note.txt', type: 'text/plain', size: file.size })
    expect(stored?.id).toBe(stored?.signedId)
    expect(await attach(stored?.signedId ?? '')).toBe(201)
  })

  it('attaches nothing for an id that was tampered with or belongs to another tenant', async () => {
    const { done } = await startFlow(backend).upload([makeText()])
    const signedId = done[0]?.stored.signedId ?? ''
    expect(await attach(`${signedId.slice(0, -1)}${signedId.endsWith('0') ? '1' : '0'}`)).toBe(422)
    expect(await attach(signedId.split('--')[0] ?? '')).toBe(422)
    expect(await attach(signedId, 'token-of-bob')).toBe(422)
  })

  it('attaches no blob whose file was never sent', async () => {
    const ticket = await askFor(backend, await describeFile(backend, makeText()))
    const { signedId } = ticket.reference as { readonly signedId: string }
    expect(await attach(signedId)).toBe(409)
  })

  it('sends no header for which Rails has no value', async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        blob: { filename: 'a', byte_size: 0, checksum: '1B2M2Y8AsgTpgAmY7PhCfg==', content_type: 'a/b' },
      }),
    })
    expect(await answer.json()).toMatchObject({ direct_upload: { headers: { 'Content-Disposition': null } } })
    const { upload, sent } = startFlow(backend)
    await upload([makeText()])
    expect([...(sent[0]?.headers.keys() ?? [])]).toEqual([
      'content-md5',
      'content-type',
      ...(await copyGuardOf(stack.storage)),
    ])
  })

  it("says that the page's CSRF token has expired, and succeeds when retried with another", async () => {
    let token = 'stale-token'
    const { uploader, upload, sent } = startFlow(createActiveStorageBackend({ url, headers, csrfToken: () => token }))
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'unauthorized', status: 422, retry: { when: 'by-hand' } } }])
    expect(sent).toEqual([])
    token = csrfToken
    uploader.retry('all')
    expect((await uploader.whenSettled()).done).toHaveLength(1)
  })

  it('goes on with a fresh CSRF token when the first has expired', async () => {
    const renewing = createActiveStorageBackend({
      url,
      headers,
      csrfToken: async ({ refresh }) => (refresh ? csrfToken : 'stale-token'),
    })
    const { done } = await startFlow(renewing).upload([makeText()])
    expect(done).toHaveLength(1)
  })

  it('shows the signed id nowhere except in the result', async () => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const { uploader, upload } = startFlow(backend)
    const events: unknown[] = []
    for (const event of ['callStarted', 'callEnded', 'progressed', 'added', 'settled'] as const) {
      uploader.on(event, (details) => events.push(details))
    }
    const { done } = await upload([makeText()])
    const signedId = done[0]?.stored.signedId ?? ''
    expect(signedId).toMatch(/--/)
    expect(JSON.stringify(events)).not.toContain(signedId)
    for (const spy of written) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })

  it('stores no reference for recovery', () => {
    expect(backend.referenceIsCapability).toBe(true)
  })

  it.each([
    ['no blob', {}],
    ['no checksum', { blob: { filename: 'a', byte_size: 0, content_type: 'a/b' } }],
    [
      'a checksum in hex',
      { blob: { filename: 'a', byte_size: 0, checksum: 'd41d8cd98f00b204e9800998ecf8427e', content_type: 'a/b' } },
    ],
  ])('refuses %s', async (_, body) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'X-CSRF-Token': csrfToken, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
  })
})
