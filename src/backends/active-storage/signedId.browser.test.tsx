import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { createUploader, Dropzone, Gallery, UploadList, UploadProvider, type UploadBackend } from '../../index.js'
import { makeFile } from '../../../test/kit/renderParts.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { fakeStorageOrigin } from '../../testing/fakes/fakeTransport.js'
import { createActiveStorageBackend } from '../active-storage.js'
import { scriptFetch } from '../../../test/backends/scriptFetch.js'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const signedId = 'eyJfcmFpbHMi--sentinel'

it('is in the hidden input of the form, and nowhere else on the page, in a query key or in the console', async () => {
  const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
  const { fetch } = scriptFetch({
    json: {
      signed_id: signedId,
      filename: 'photo.png',
      direct_upload: { url: `${fakeStorageOrigin}/u/1`, headers: {} },
    },
  })
  const backend: UploadBackend = createActiveStorageBackend({ url: '/direct_uploads', fetch, csrfToken: () => 'x' })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const queryClient = new QueryClient()
  const mutations: (readonly [key: unknown, state: { readonly status: string } | undefined])[] = []
  queryClient
    .getMutationCache()
    .subscribe(({ mutation }) => mutations.push([mutation?.options.mutationKey, mutation?.state]))
  const { container } = render(
    <UploadProvider uploader={uploader} queryClient={queryClient}>
      <form>
        <Dropzone name="post[photos][]" />
        <UploadList />
        <Gallery />
      </form>
    </UploadProvider>,
  )
  uploader.add([makeFile('photo.png')])
  await uploader.whenSettled()
  const form = container.querySelector('form')
  await waitFor(() => expect(form && new FormData(form).getAll('post[photos][]')).toEqual([signedId]))
  await waitFor(() => expect(container.querySelectorAll('.coatcheck-gallery-item')).toHaveLength(1))
  // The code that shows calls as mutations is loaded with the first of them, so the upload may end before it is here.
  await waitFor(() => expect(mutations.map(([, state]) => state?.status)).toContain('success'))

  for (const input of container.querySelectorAll('input[type=hidden]')) input.remove()
  expect(document.documentElement.outerHTML).not.toContain('sentinel')
  const keys = queryClient
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey)
  expect(keys.length).toBeGreaterThan(0)
  expect(JSON.stringify([keys, mutations])).not.toContain('sentinel')
  for (const spy of written) expect(spy).not.toHaveBeenCalled()
})
