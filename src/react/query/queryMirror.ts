'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { BackendCall } from '../../contract/events.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { feedGallery } from '../parts/gallery/feedGallery.js'
import type { MirroredMutation, showCall } from './mirroredMutation.js'
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

function startMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  const shown = new Map<number, Promise<MirroredMutation | undefined>>()
  const end = (callId: number, outcome: Parameters<MirroredMutation['end']>[0]): void => {
    void shown.get(callId)?.then((mutation) => mutation?.end(outcome))
    shown.delete(callId)
  }
  const stops = [
    uploader.on('callStarted', (call) => void shown.set(call.callId, loadAndShow(queryClient, call))),
    uploader.on('callEnded', ({ callId, outcome, error }) =>
      end(callId, outcome === 'failed' && error ? { error } : outcome === 'answered' ? outcome : 'cancelled'),
    ),
    feedGallery(uploader, queryClient),
  ]
  return () => {
    for (const stop of stops) stop()
    for (const callId of shown.keys()) end(callId, 'cancelled')
  }
}

interface MirrorModule {
  readonly showCall: typeof showCall
}

let loading: Promise<MirrorModule | undefined> | undefined

/** All calls share one promise, because two imports under way may resolve in either order. */
function loadMirror(): Promise<MirrorModule | undefined> {
  loading ??= import('./mirroredMutation.js').catch(() => (loading = undefined))
  return loading
}

/**
 * Loads the mirror with the first call, so a page without uploads does not pay for it. If the chunk cannot be loaded,
 * the call is made all the same, but not shown.
 */
async function loadAndShow(queryClient: QueryClient, call: BackendCall): Promise<MirroredMutation | undefined> {
  const module = await loadMirror()
  return module?.showCall(queryClient, call, call.call === 'ticket' ? ticketKey(call.scope) : confirmKey(call.scope))
}
