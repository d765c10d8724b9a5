import { cleanup, renderHook } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { useActiveStorageBackend } from './active-storage.js'
import { useFoirBackend } from './foir.js'
import { useGlueBackend } from './glue.js'
import { useInspectBackend } from './inspect.js'
import { type IonBackendOptions, useIonBackend } from './ion.js'
import { scriptFetch } from '../../test/backends/scriptFetch.js'
import { testContext } from '../../test/backends/testContext.js'
import { photo, photoWithMd5 } from '../../test/backends/testUpload.js'
import { useVisibuildBackend } from './visibuild.js'

afterEach(cleanup)

const endpoint = 'https://api.example/graphql'
const headers = () => ({ Authorization: 'a' })

describe('the hooks of the adapters', () => {
  it.each<readonly [name: string, useBackend: () => object]>([
    ['ion', () => useIonBackend({ endpoint, headers, entityId: 7 })],
    ['glue', () => useGlueBackend({ endpoint, headers })],
    ['visibuild', () => useVisibuildBackend({ headers })],
    ['visibuild without options', () => useVisibuildBackend()],
    ['inspect', () => useInspectBackend({ url: endpoint, headers, completeBody: (id) => ({ id }) })],
    ['foir', () => useFoirBackend({ endpoint, headers, folder: 'a' })],
    ['active-storage', () => useActiveStorageBackend({ headers, csrfToken: () => 'x' })],
    ['active-storage without options', () => useActiveStorageBackend()],
  ])('keep one backend of %s while options written in place have equal values', (_, useBackend) => {
    const { result, rerender } = renderHook(useBackend, { wrapper: StrictMode })
    const first = result.current
    rerender()
    expect(result.current).toBe(first)
  })

  it('keep a running upload with the entity that it was added with', async () => {
    const { fetch } = scriptFetch({
      json: { data: { requestFileUploadUrl: { uploadUrl: 'https://s.example/', s3Key: 'k', contentType: 'a/b' } } },
    })
    const { result, rerender } = renderHook((options: IonBackendOptions) => useIonBackend(options), {
      initialProps: { endpoint, fetch, entityId: 1 },
    })
    const first = result.current
    rerender({ endpoint, fetch, entityId: 2 })
    expect(result.current).not.toBe(first)
    const tickets = await Promise.all(
      [first, result.current].map((one) => one.requestTicket(photoWithMd5, testContext())),
    )
    expect(tickets).toMatchObject([{ reference: { entityId: '1' } }, { reference: { entityId: '2' } }])
  })

  it('read the CSRF token and the complete body from the latest render', async () => {
    const storage = scriptFetch({ status: 500 })
    const { result, rerender } = renderHook(
      ({ token }: { readonly token: string }) => [
        useActiveStorageBackend({ fetch: storage.fetch, csrfToken: () => token }),
        useInspectBackend({ url: '', fetch: storage.fetch, completeBody: (id) => ({ id, token }) }),
      ],
      { initialProps: { token: 'one' } },
    )
    const [rails, inspect] = result.current
    rerender({ token: 'two' })
    const reference = { id: 'i', assetId: 'a' }
    await rails?.requestTicket(photoWithMd5, testContext()).catch(() => {})
    await inspect?.confirm({ request: photo, reference, receipt: null }, testContext()).catch(() => {})
    expect(storage.calls).toMatchObject([{ headers: { 'x-csrf-token': 'two' } }, { json: { id: 'i', token: 'two' } }])
  })
})
