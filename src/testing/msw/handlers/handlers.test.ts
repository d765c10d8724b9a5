import type { HttpHandler } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createActiveStorageBackend } from '../../../backends/active-storage.js'
import { createFoirBackend } from '../../../backends/foir.js'
import { createGlueBackend } from '../../../backends/glue.js'
import { createInspectBackend } from '../../../backends/inspect.js'
import { createIonBackend } from '../../../backends/ion.js'
import { createRestBackend } from '../../../backends/rest.js'
import { createVisibuildBackend } from '../../../backends/visibuild.js'
import type { Metadata } from '../../../contract/json.js'
import type { UploadBackend } from '../../../contract/backend.js'
import { callContext } from '../../conformance/openSubject.js'
import * as msw from '../../msw.js'
import { digestOf } from '../digestOf.js'

const endpoint = 'https://app.example/graphql'
const url = 'https://app.example/api'
const file = new File(['Two boats.'], 'notes.txt', { type: 'text/plain' })

interface Mocked {
  readonly backend: UploadBackend
  readonly handlers: readonly HttpHandler[]
  readonly metadata?: Metadata
}

const apis: Readonly<Record<string, Mocked>> = {
  ION: {
    backend: createIonBackend({ endpoint }),
    handlers: msw.createIonHandlers(() => ({ endpoint })),
    metadata: { entityId: 1 },
  },
  Glue: { backend: createGlueBackend({ endpoint }), handlers: msw.createGlueHandlers(() => ({ endpoint })) },
  Visibuild: { backend: createVisibuildBackend({ url }), handlers: msw.createVisibuildHandlers(() => ({ url })) },
  Inspect: {
    backend: createInspectBackend({ url }),
    handlers: msw.createInspectHandlers(() => ({ url })),
    metadata: { assetId: '7d2f4a6e-5f0e-4b0a-9a53-3c9f4d1f0001' },
  },
  Foir: { backend: createFoirBackend({ endpoint }), handlers: msw.createFoirHandlers(() => ({ endpoint })) },
  'Active Storage': {
    backend: createActiveStorageBackend({ url }),
    handlers: msw.createActiveStorageHandlers(() => ({ url })),
  },
  rest: { backend: createRestBackend({ url }), handlers: msw.createRestHandlers(() => ({ url })) },
}

describe("the mocked APIs under MSW's server for Node", () => {
  it.each(Object.entries(apis))('take a file: %s', async (_, { backend, handlers, metadata = {} }) => {
    const server = setupServer(...handlers)
    server.listen()
    onTestFinished(() => server.close())
    const { name, size, type } = file
    const md5 = await digestOf(file, 'md5')
    const digest = backend.digest && (await digestOf(file, backend.digest))
    const request = { id: 'upload-1', name, size, type, ...(digest && { digest }), metadata }

    const ticket = await backend.requestTicket(request, callContext())
    if (ticket.kind !== 'put') throw new Error(`The ticket is not for PUT: ${ticket.kind}.`)
    const { url: putUrl, headers = {}, reference = null } = ticket
    const { status, headers: said } = await fetch(putUrl, { method: 'PUT', headers, body: file })
    const etag = said.get('etag')?.replaceAll('"', '') ?? null
    const stored = await backend.confirm({ request, reference, receipt: { status, etag } }, callContext())

    expect([status, etag, stored.name]).toEqual([200, md5.hex, name])
    expect(stored.id).not.toBe('')
    const again = await (backend.get?.(stored.id, callContext()) ?? stored)
    expect([again.id, again.name]).toEqual([stored.id, name])
  })

  it('change and delete files of the rest contract, and leave other files with the same bytes alone', async () => {
    const server = setupServer(
      ...msw.createRestHandlers(() => ({ url, files: [{ id: 'first', name: 'a', alt: 'b' }] })),
    )
    server.listen()
    onTestFinished(() => server.close())
    const backend = createRestBackend({ url, profile: 'notes' })
    const digest = await digestOf(file, 'sha-256')
    /** Uploads the file under a name, as far as that is necessary. */
    const upload = async (name: string) => {
      const request = { id: crypto.randomUUID(), name, size: file.size, type: file.type, digest, metadata: {} }
      const ticket = await backend.requestTicket(request, callContext())
      if (ticket.kind === 'existing') return { kind: ticket.kind, id: ticket.file.id }
      if (ticket.kind === 'put') await fetch(ticket.url, { method: 'PUT', headers: ticket.headers ?? {}, body: file })
      const { reference = null } = ticket
      return { kind: ticket.kind, id: (await backend.confirm({ request, reference, receipt: null }, callContext())).id }
    }
    const listed = async () => (await backend.list?.({ cursor: null, limit: 9 }, callContext()))?.files

    expect(await backend.updateFile?.('first', { alt: '' }, callContext())).toEqual({ id: 'first', name: 'a' })
    expect(await backend.updateFile?.('first', { name: 'c' }, callContext())).toEqual({ id: 'first', name: 'c' })
    await expect(backend.updateFile?.('none', {}, callContext())).rejects.toMatchObject({ code: 'not-found' })

    const [one, other] = [await upload('one.txt'), await upload('other.txt')]
    expect([one.kind, other.kind, (await upload('one.txt')).kind]).toEqual(['put', 'stored', 'existing'])
    await backend.deleteFile?.(one.id, callContext())
    await backend.deleteFile?.(one.id, callContext())
    expect((await listed())?.map(({ id }) => id)).toEqual([other.id, 'first'])
    expect(await upload('other.txt')).toEqual({ kind: 'existing', id: other.id })
    await backend.updateFile?.(other.id, { name: 'new.txt' }, callContext())
    expect((await upload('other.txt')).kind).toBe('stored')
  })

  it('accept only keys that Foir knows, in its own header, and publishable ones only for reading', async () => {
    const server = setupServer(...msw.createFoirHandlers(() => ({ endpoint, apiKeys: ['sk_test_1', 'pk_test_1'] })))
    server.listen()
    onTestFinished(() => server.close())
    const { name, size, type } = file
    const ask = async (headers: Readonly<Record<string, string>>) =>
      createFoirBackend({ endpoint, headers }).requestTicket({ id: '1', name, size, type, metadata: {} }, callContext())
    await expect(ask({ Authorization: 'Bearer sk_test_1' })).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(ask({ 'x-api-key': 'sk_test_2' })).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(ask({ 'x-api-key': 'pk_test_1' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await ask({ 'x-api-key': 'sk_test_1' })).toMatchObject({ kind: 'put' })
    const reading = createFoirBackend({ endpoint, read: { publishableKey: 'pk_test_1', endpoint } })
    await expect(reading.get?.('file_none', callContext())).rejects.toMatchObject({ code: 'not-found' })
  })
})
