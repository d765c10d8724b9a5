'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { feedGallery } from '../parts/gallery/feedGallery.js'
import type { MirroredCalls } from './mirroredMutation.js'
import { confirmKey, ticketKey } from './queryKeys.js'

export { confirmKey, ticketKey, type CallKey } from './queryKeys.js'

/**
 * Shows an uploader's ticket and confirm calls in the client's mutation cache, and adds finished uploads to the
 * gallery. The mirror only observes: the runner makes and repeats the calls.
 */
export function useQueryMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): void {
  useEffect(() => shareMirror(uploader, queryClient), [uploader, queryClient])
}

interface SharedMirror {
  users: number
  stop: () => void
}

const mirrors = new WeakMap<object, WeakMap<QueryClient, SharedMirror>>()

/** Providers with the same uploader and client share one mirror, which stops one task after the last one unmounts. */
function shareMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  const ofUploader = mirrors.get(uploader) ?? new WeakMap<QueryClient, SharedMirror>()
  mirrors.set(uploader, ofUploader)
  const mirror = ofUploader.get(queryClient) ?? { users: 0, stop: startMirror(uploader, queryClient) }
  ofUploader.set(queryClient, mirror)
  mirror.users += 1
  return () => {
    mirror.users -= 1
    // StrictMode and a quick <Activity> run the effect again within a task.
    setTimeout(() => {
      if (mirror.users > 0 || ofUploader.get(queryClient) !== mirror) return
      ofUploader.delete(queryClient)
      mirror.stop()
    })
  }
}

/** Code for the calls is loaded with the first of them, so a page without uploads does not pay for it. */
function startMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  // All calls share one promise, because two imports under way may resolve in either order.
  let loading: Promise<MirroredCalls | undefined> | undefined
  const withCalls = (use: (calls: MirroredCalls) => void): void => {
    loading ??= import('./mirroredMutation.js').then(
      (module) => new module.MirroredCalls(queryClient),
      // The call is made all the same, but not shown.
      () => (loading = undefined),
    )
    void loading.then((calls) => calls && use(calls))
  }
  const stops = [
    uploader.on('callStarted', (call) =>
      withCalls((calls) => calls.start(call, (call.call === 'ticket' ? ticketKey : confirmKey)(call.scope))),
    ),
    uploader.on('callEnded', (call) => withCalls((calls) => calls.end(call))),
    feedGallery(uploader, queryClient),
  ]
  return () => {
    for (const stop of stops) stop()
    void loading?.then((calls) => calls?.cancelAll())
  }
}
