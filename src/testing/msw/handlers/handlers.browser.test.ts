import type { AnyHandler } from 'msw'
import { afterEach, describe, expect, it } from 'vitest'
import { createActiveStorageBackend } from '../../../backends/active-storage.js'
import { createFoirBackend } from '../../../backends/foir.js'
import { createGlueBackend } from '../../../backends/glue.js'
import { createInspectBackend } from '../../../backends/inspect.js'
import { createIonBackend, resolveIonEntity } from '../../../backends/ion.js'
import { createRestBackend } from '../../../backends/rest.js'
import { createVisibuildBackend, readVisibuildRecordProblem } from '../../../backends/visibuild.js'
import { createUploader } from '../../../core.js'
import { createAnsweredServers } from '../../../page/answeredServers.js'
import { createSlotPool } from '../../../page/slots.js'
import type { Metadata } from '../../../contract/json.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Uploader } from '../../../contract/uploader.js'
import { createActiveStorageHandlers } from './createActiveStorageHandlers.js'
import { createFoirHandlers } from './createFoirHandlers.js'
import { createGlueHandlers } from './createGlueHandlers.js'
import { createInspectHandlers } from './createInspectHandlers.js'
import { createIonHandlers } from './createIonHandlers.js'
import { createRestHandlers } from './createRestHandlers.js'
import { createVisibuildHandlers } from './createVisibuildHandlers.js'
import type { MockOptions } from '../MockOptions.js'
import { mockNetwork } from '../mockNetwork.js'

const endpoint = '/mock/graphql'
const url = '/mock/api'
const assetId = '7d2f4a6e-5f0e-4b0a-9a53-3c9f4d1f0001'

/** An adapter and its handlers. */
interface Mocked {
  readonly backend: UploadBackend
  readonly handlers: (options: MockOptions<string>) => readonly AnyHandler[]
  readonly metadata?: Metadata
  /** The outcome of a second file with the same content. */
  readonly dedupes: boolean
  /** The outcome if the answer to a confirm is lost. */
  readonly whenLost: 'done' | 'confirm-ambiguous'
}

const apis: Readonly<Record<string, Mocked>> = {
  ion: {
    backend: createIonBackend({ endpoint }),
    handlers: (options) => createIonHandlers(() => ({ endpoint, ...asOptions(options) })),
    metadata: { entityId: 9876 },
    dedupes: false,
    whenLost: 'confirm-ambiguous',
  },
  glue: {
    backend: createGlueBackend({ endpoint }),
    handlers: (options) => createGlueHandlers(() => ({ endpoint, ...asOptions(options) })),
    dedupes: true,
    whenLost: 'done',
  },
  'glue with forms': {
    backend: createGlueBackend({ endpoint }),
    handlers: (options) => createGlueHandlers(() => ({ endpoint, sendWith: 'post', ...asOptions(options) })),
    dedupes: true,
    whenLost: 'done',
  },
  visibuild: {
    backend: createVisibuildBackend({ url }),
    handlers: (options) => createVisibuildHandlers(() => ({ url, ...asOptions(options) })),
    dedupes: false,
    whenLost: 'done',
  },
  inspect: {
    backend: createInspectBackend({ url }),
    handlers: (options) => createInspectHandlers(() => ({ url, ...asOptions(options) })),
    metadata: { assetId },
    dedupes: true,
    whenLost: 'done',
  },
  foir: {
    backend: createFoirBackend({ endpoint }),
    handlers: (options) => createFoirHandlers(() => ({ endpoint, ...asOptions(options) })),
    dedupes: false,
    whenLost: 'done',
  },
  'active-storage': {
    backend: createActiveStorageBackend({ url, csrfToken: () => 'token' }),
    handlers: (options) => createActiveStorageHandlers(() => ({ url, csrfToken: 'token', ...asOptions(options) })),
    dedupes: false,
    whenLost: 'done',
  },
  rest: {
    backend: createRestBackend({ url }),
    handlers: (options) => createRestHandlers(() => ({ url, ...asOptions(options) })),
    dedupes: true,
    whenLost: 'done',
  },
  'rest with forms': {
    backend: createRestBackend({ url }),
    handlers: (options) => createRestHandlers(() => ({ url, sendWith: 'post', ...asOptions(options) })),
    dedupes: true,
    whenLost: 'done',
  },
}

/** Each API has its own type of failures, so the common ones are passed without a type check. */
function asOptions(options: MockOptions<string>): MockOptions {
  return options as MockOptions
}

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

function start(
  mocked: Mocked,
  options: { failure?: string } & MockOptions<string> = {},
): Uploader & { readonly records: readonly object[] } {
  const records: object[] = []
  const behaviour = options
  Object.assign(behaviour, {
    onRegistered: (record: object) => {
      records.push(record)
      // Only one answer is lost, because uploads would wait for a server that has answered before.
      if (options.failure === 'confirm-lost') delete options.failure
    },
  })
  cleanUps.push(mockNetwork(mocked.handlers(behaviour)))
  return Object.assign(openUploader(mocked), { records })
}

/** An uploader on a page where no server has answered yet. Without jitter, retries happen at once. */
function openUploader({ backend }: Mocked): Uploader {
  const ports = { random: () => 0, slots: createSlotPool(), servers: createAnsweredServers() }
  const uploader = createUploader({ backend, ports })
  cleanUps.push(() => uploader.destroy())
  return uploader
}

async function upload(uploader: Uploader, mocked: Mocked, name = 'harbour.txt', content = 'hello'): Promise<Upload> {
  const { metadata = {} } = mocked
  const [id = ''] = uploader.add([new File([content], name, { type: 'text/plain' })], { metadata }).accepted
  await uploader.whenSettled({ ids: [id] })
  const end = uploader.getUpload(id)
  if (!end) throw new Error('The upload is gone.')
  return end
}

/** Returns the outcome of an upload, or the code of its error. */
function endOf(ended: Upload): string {
  if (ended.status === 'failed') return ended.error.code
  return ended.status === 'done' ? ended.outcome : ended.status
}

/** The common failures and the expected codes. Visibuild reads every 403 from storage in the same way. */
const failures: readonly (readonly [string, RegExp])[] = [
  ['unauthorized', /^unauthorized$/],
  ['forbidden', /^forbidden$/],
  ['server-error', /^server-error$/],
  ['unreachable', /^server-unreachable$/],
  ['login-page', /^answer-malformed$/],
  ['ticket-expired', /^(ticket-expired|storage-refused)$/],
  ['storage-refused', /^storage-refused$/],
  ['storage-busy', /^storage-busy$/],
  ['storage-unreachable', /^storage-(unreachable|blocked)$/],
]

describe.each(Object.entries(apis))('the handlers for %s', (_, mocked) => {
  it('take a file from ticket to registration, and recognise it if the API does', async () => {
    const uploader = start(mocked)
    const first = await upload(uploader, mocked)
    const second = await upload(uploader, mocked)
    const other = await upload(uploader, mocked, 'other.txt', 'other')
    expect([first, second, other].map(endOf)).toEqual([
      'uploaded',
      mocked.dedupes ? 'existing' : 'uploaded',
      'uploaded',
    ])
    const ids = [first, second, other].map((one) => (one.status === 'done' ? one.stored.id : ''))
    expect(new Set(ids).size).toBe(mocked.dedupes ? 2 : 3)
  })

  it('fail as configured, and work again afterwards', async () => {
    const options: { failure?: string } = {}
    const uploader = start(mocked, options)
    for (const [failure, code] of failures) {
      options.failure = failure
      expect([failure, endOf(await upload(openUploader(mocked), mocked))]).toEqual([
        failure,
        expect.stringMatching(code),
      ])
    }
    delete options.failure
    expect(endOf(await upload(uploader, mocked))).toBe('uploaded')
  })

  it('lose the answer to a confirm without losing the record', async () => {
    const uploader = start(mocked, { failure: 'confirm-lost' })
    const ended = await upload(uploader, mocked)
    expect(ended.status === 'done' ? 'done' : endOf(ended)).toBe(mocked.whenLost)
    // At Visibuild, the app creates the record from keys in a call of its own.
    expect(uploader.records).toHaveLength(mocked.backend.name === 'visibuild' ? 0 : 1)
  })
})

/** Creates a record at Visibuild. Returns the status, or the message about the keys. */
async function createTicket(attachmentKeys: readonly string[]): Promise<string | number> {
  const body = JSON.stringify({ title: 'Hinge', attachmentKeys })
  const answer = await fetch(`${url}/api/core/v1/tickets`, { method: 'POST', body })
  return readVisibuildRecordProblem(answer.status, await answer.json())?.kind ?? answer.status
}

describe('the rules of single APIs', () => {
  const context = { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: 'k' }
  const request = { id: 'u', name: 'a.txt', size: 5, type: 'text/plain', metadata: {} }

  it.each(['rest', 'rest with forms'])('%s keeps a different name for bytes that it already has', async (name) => {
    const mocked = apis[name] as Mocked
    const uploader = start(mocked)
    const ends = [await upload(uploader, mocked), await upload(uploader, mocked, 'again.txt')]
    expect(ends.map((one) => one.status === 'done' && [one.outcome, one.stored.name])).toEqual([
      ['uploaded', 'harbour.txt'],
      ['uploaded', 'again.txt'],
    ])
  })

  // The rest contract contains the expiry, so the core does not even try.
  it.each(Object.keys(apis).filter((name) => !name.startsWith('rest')))(
    '%s ends a URL when its time is over',
    async (name) => {
      const mocked = apis[name] as Mocked
      const uploader = start(mocked, { ticketExpiresInSeconds: -1 })
      expect(endOf(await upload(uploader, mocked))).toMatch(/^(ticket-expired|storage-refused)$/)
    },
  )

  it('ION accepts a URL once, distinguishes an entity from its owner, and returns a new link', async () => {
    const { backend } = apis['ion'] as Mocked
    const uploader = start(apis['ion'] as Mocked)
    const ticket = await backend.requestTicket({ ...request, metadata: { entityId: 1 } }, context)
    if (ticket.kind !== 'put') throw new Error('ION gives leave to PUT.')
    const send = () => fetch(ticket.url, { method: 'PUT', body: 'hello', headers: ticket.headers ?? {} })
    const first = await send()
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"5d41402abc4b2a76b9719d911017c592"'])
    const second = await send()
    expect([second.status, await second.text()]).toEqual([403, expect.stringContaining('Request has expired')])
    expect(await resolveIonEntity({ endpoint }, { runStep: 17 })).toBe('9017')
    const { stored } = (await upload(uploader, apis['ion'] as Mocked)) as Upload & { readonly stored: StoredFile }
    const [again, later] = [await backend.get?.(stored.id, context), await backend.get?.(stored.id, context)]
    expect(again?.url).toMatch(/^blob:/)
    expect(later?.url).not.toBe(again?.url)
  })

  it('ION refuses an unsigned type, and an ETag that differs from that of the object', async () => {
    const { backend } = apis['ion'] as Mocked
    start(apis['ion'] as Mocked)
    const asked = { ...request, metadata: { entityId: 1 } }
    const ticket = await backend.requestTicket(asked, context)
    if (ticket.kind !== 'put') throw new Error('ION gives leave to PUT.')
    const wrong = await fetch(ticket.url, { method: 'PUT', body: 'hello', headers: { 'Content-Type': 'image/png' } })
    expect([wrong.status, await wrong.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
    const receipt = { status: 200, etag: '0'.repeat(32) }
    const confirming = backend.confirm({ request: asked, reference: ticket.reference ?? null, receipt }, context)
    await expect(confirming).rejects.toMatchObject({ code: 'not-verified' })
  })

  it('Glue and Active Storage let storage check the MD5', async () => {
    for (const name of ['glue', 'active-storage']) {
      const { backend } = apis[name] as Mocked
      const stop = mockNetwork((apis[name] as Mocked).handlers({}))
      const digest = { algorithm: 'md5', hex: '', base64: 'AAAAAAAAAAAAAAAAAAAAAA==' } as const
      const ticket = await backend.requestTicket({ ...request, digest }, context)
      if (ticket.kind !== 'put') throw new Error('It gives leave to PUT.')
      const sent = await fetch(ticket.url, { method: 'PUT', body: 'hello', headers: ticket.headers ?? {} })
      expect([sent.status, await sent.text()]).toEqual([400, expect.stringContaining('BadDigest')])
      const bare = await fetch(ticket.url, { method: 'PUT', body: 'hello', headers: { 'Content-Type': 'text/plain' } })
      expect(bare.status).toBe(403)
      await stop()
    }
  })

  it('Glue accepts a ticket once', async () => {
    const glue = apis['glue'] as Mocked
    const uploader = start(glue)
    await upload(uploader, glue)
    const confirming = glue.backend.confirm({ request, reference: { uploadTicketID: 'upl_1' }, receipt: null }, context)
    await expect(confirming).rejects.toMatchObject({
      code: 'request-invalid',
      serverText: 'The upload ticket has been used.',
    })
    expect(uploader.records).toHaveLength(1)
  })

  it('Visibuild links a key to one record, and refuses the whole record for one bad key', async () => {
    const visibuild = apis['visibuild'] as Mocked
    const uploader = start(visibuild)
    const keys = []
    for (const content of ['a', 'b']) {
      const ended = await upload(uploader, visibuild, `${content}.txt`, content)
      if (ended.status === 'done') keys.push(ended.stored.id)
    }
    expect(await createTicket([...keys, 'attachment/9/none.txt'])).toBe('key-not-found')
    expect(await createTicket(keys)).toBe(201)
    expect(await createTicket(keys.slice(1))).toBe('already-associated')
    expect(uploader.records).toHaveLength(1)
  })

  it('Inspect keeps files by asset, and checks the hash when a file is completed', async () => {
    const inspect = apis['inspect'] as Mocked
    const uploader = start(inspect)
    await upload(uploader, inspect)
    const elsewhere = { ...inspect, metadata: { assetId: assetId.replace('0001', '0002') } }
    expect(endOf(await upload(uploader, elsewhere))).toBe('uploaded')
    const digest = { algorithm: 'sha-256', hex: '', base64: `${'A'.repeat(43)}=` } as const
    const asked = { ...request, digest, metadata: { assetId } }
    const ticket = await inspect.backend.requestTicket(asked, context)
    if (ticket.kind !== 'put') throw new Error('Inspect gives leave to PUT.')
    await fetch(ticket.url, { method: 'PUT', body: 'hello', headers: ticket.headers ?? {} })
    const confirming = inspect.backend.confirm(
      { request: asked, reference: ticket.reference ?? null, receipt: null },
      context,
    )
    await expect(confirming).rejects.toMatchObject({ code: 'not-verified' })
  })

  it('Foir confirms repeatedly, sanitises names, and refuses bytes that differ from what was declared', async () => {
    const foir = apis['foir'] as Mocked
    const uploader = start(foir)
    const ended = await upload(uploader, foir, 'a b?.txt')
    expect(ended).toMatchObject({ status: 'done', stored: { filename: 'a-b-.txt', name: 'a-b-.txt' } })
    const again = await foir.backend.confirm({ request, reference: { uploadId: 'upl_1' }, receipt: null }, context)
    expect(ended.status === 'done' && ended.stored).toEqual(again)
    expect(uploader.records).toHaveLength(1)
    const [id = ''] = uploader.add([new File(['no picture'], 'a.png', { type: 'image/png' })]).accepted
    await uploader.whenSettled({ ids: [id] })
    expect(uploader.getUpload(id)).toMatchObject({ status: 'failed', error: { code: 'type-mismatch' } })
  })

  it.each([
    ['ion', 'not-verified', 'not-verified'],
    ['inspect', 'asset-not-found', 'not-found'],
    ['inspect', 'not-verified', 'not-verified'],
    ['foir', 'too-large', 'too-large'],
    ['foir', 'type-mismatch', 'type-mismatch'],
    ['active-storage', 'stale-csrf-token', 'unauthorized'],
    ['rest', 'too-large', 'too-large'],
    ['rest', 'confirm-refused', 'forbidden'],
    ['ion', 'confirm-refused', 'forbidden'],
    ['ion', 'forbidden', 'forbidden'],
  ])('%s fails with %s if configured', async (name, failure, code) => {
    const mocked = apis[name] as Mocked
    expect(endOf(await upload(start(mocked, { failure }), mocked))).toBe(code)
  })

  it('passes an unknown operation on', async () => {
    start(apis['ion'] as Mocked)
    const answer = await fetch(endpoint, { method: 'POST', body: JSON.stringify({ query: '{ me { id } }' }) })
    expect(answer.headers.get('content-type') ?? '').not.toContain('application/json')
  })
})
