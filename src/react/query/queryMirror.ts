'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { previews } from '../parts/gallery/previews.js'
import { createChunk } from '../shared/useChunk.js'
import type { MirroredCalls } from './mirroredMutation.js'
import { callKey, fileUrlKey, galleryKey } from './queryKeys.js'

export { confirmKey, ticketKey, type CallKey } from './queryKeys.js'

/**
 * Shows an uploader's ticket and confirm calls in the client's mutation cache, and adds finished uploads to the
 * gallery. The mirror only observes: the runner makes and repeats the calls.
 */
export function useQueryMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): void {
  useEffect(() => startMirror(uploader, queryClient), [uploader, queryClient])
}

/** Code for the calls is loaded with the first of them, so a page without uploads does not pay for it. */
function startMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  // All calls share one promise, because two imports under way may resolve in either order.
  let loading: Promise<MirroredCalls | undefined> | undefined
  const withCalls = (use: (calls: MirroredCalls) => void): void => {
    loading ??= import('./mirroredMutation.js').then(
      (module) => module.joinMirroredCalls(uploader, queryClient),
      // The call is made all the same, but not shown.
      () => (loading = undefined),
    )
    void loading.then((calls) => calls && use(calls))
  }
  const stops = [
    uploader.on('callStarted', (call) => withCalls((calls) => calls.start(call, callKey(call)))),
    uploader.on('callEnded', (call) => withCalls((calls) => calls.end(call))),
    feedGalleryLater(uploader, queryClient),
  ]
  return () => {
    for (const stop of stops) stop()
    void loading?.then((calls) => calls?.leave())
  }
}

const feedChunk = createChunk(() => import('../parts/gallery/feedGallery.js'))

/** Adds finished files to the galleries. The code comes with the first file. */
function feedGalleryLater<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  let stop = uploader.subscribe(feed)
  function feed(): void {
    if (uploader.getSnapshot().uploads.length === 0) return
    stop()
    const loaded = feedChunk.get()
    stop = loaded
      ? loaded.feedGallery(uploader, queryClient, { galleryKey, fileUrlKey, previews })
      : feedChunk.subscribe(feed)
  }
  feed()
  return () => stop()
}
