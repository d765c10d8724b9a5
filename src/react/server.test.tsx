import { QueryClient } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { pageServers } from '../page/answeredServers.js'
import {
  AvatarField,
  createUploader,
  Dropzone,
  Gallery,
  galleryOptions,
  RejectionList,
  UploadList,
  UploadProvider,
  UploadSummary,
  useRejections,
  useUpload,
  useUploads,
  useUploadTotals,
} from '../index.js'
import { createFakeBackend } from '../testing/fakes/fakeBackend.js'

function Hooks() {
  const everything = [
    useUploads(),
    useUploads(({ length }) => length),
    useUpload('1'),
    useUploadTotals(),
    useRejections(),
  ]
  return <pre>{JSON.stringify(everything)}</pre>
}

const page = (
  <>
    <Dropzone name="files" required />
    <AvatarField name="avatar" />
    <UploadSummary />
    <UploadList />
    <RejectionList />
    <Gallery />
    <Hooks />
  </>
)

describe('on a server', () => {
  it('P7 renders with a backend and without a window', () => {
    expect(typeof window).toBe('undefined')
    const html = renderToString(<UploadProvider backend={createFakeBackend()}>{page}</UploadProvider>)
    expect(html).toContain('Drop files here or choose files')
    expect(html).not.toContain('style=')
  })

  it('renders the same empty snapshot for an uploader that has files', () => {
    const uploader = createUploader({ backend: createFakeBackend() })
    const before = renderToString(<UploadProvider uploader={uploader}>{page}</UploadProvider>)
    uploader.addStored([{ id: '1', name: 'stored.txt' }])
    expect(renderToString(<UploadProvider uploader={uploader}>{page}</UploadProvider>)).toBe(before)
    uploader.destroy()
  })

  it('remembers no user whose gallery it prefetches', async () => {
    const backend = createFakeBackend({ scope: 'ann' })
    const client = new QueryClient()
    await client.prefetchInfiniteQuery(galleryOptions(backend))
    expect(client.getQueryData(galleryOptions(backend).queryKey)?.pages).toHaveLength(1)
    expect(pageServers.has(backend, 'api')).toBe(false)
    client.clear()
  })
})
