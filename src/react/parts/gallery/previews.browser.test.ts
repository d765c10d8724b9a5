import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { DoneUpload } from '../../../contract/upload.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { addToGallery } from './feedGallery.js'
import { fileUrlKey, galleryKey } from '../../query/queryKeys.js'
import { findPreviews, previews } from './previews.js'

const picture = new File(['bytes'], 'a.png', { type: 'image/png' })

function enter(queryClient: QueryClient, backend: ReturnType<typeof createFakeBackend>): void {
  const stored = { id: 'photo' }
  const upload = { id: '1', name: 'a.png', size: 5, type: 'image/png', file: picture, stored } as const
  const done = {
    ...upload,
    metadata: {},
    sentBytes: 5,
    attempt: 1,
    status: 'done',
    outcome: 'uploaded',
  } satisfies DoneUpload
  addToGallery(queryClient, backend, done, { fileUrlKey, galleryKey, previews })
}

it('keeps the picture of a file without a URL as long as its gallery is in the cache', () => {
  const queryClient = new QueryClient()
  const backend = createFakeBackend({ scope: 'test' })
  enter(queryClient, backend)
  expect(findPreviews(queryClient, backend)?.get('photo')).toBe(picture)
  queryClient.clear()
  expect(findPreviews(queryClient, backend)?.get('photo')).toBeUndefined()
  enter(queryClient, backend)
  expect(findPreviews(queryClient, backend)?.get('photo')).toBe(picture)
})
