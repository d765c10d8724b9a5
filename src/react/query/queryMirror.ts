'use client'

import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { BackendCall } from '../../contract/events.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { feedGallery } from '../parts/gallery/feedGallery.js'
import type { MirroredMutation } from './mirroredMutation.js'
import { confirmKey, ticketKey } from './queryKeys.js'

export { confirmKey, ticketKey, type CallKey } from './queryKeys.js'

/**
 * Shows an uploader's ticket and confirm calls in the client's mutation cache, and lets finished uploads enter the
 * gallery. It only looks on: the engine makes, awaits and repeats each call by itself.
 */
export function useQueryMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): void {
  useEffect(() => shareMirror(uploader, queryClient), [uploader, queryClient])
}

interface SharedMirror {
  users: number
  stop: () => void
}

const mirrors = new WeakMap<object, WeakMap<QueryClient, SharedMirror>>()

/** One mirror for each pair, however many providers ask; ends a task after the last let go. */
function shareMirror<TFile extends StoredFile>(uploader: Uploader<TFile>, queryClient: QueryClient): () => void {
  const ofUploader = mirrors.get(uploader) ?? new WeakMap<QueryClient, SharedMirror>()
  mirrors.set(uploader, ofUploader)
  const mirror = ofUploader.get(queryClient) ?? { users: 0, stop: startMirror(uploader, queryClient) }
  ofUploader.set(queryClient, mirror)
  mirror.users += 1
  return () => {
    mirror.users -= 1
    // StrictMode and a quick <Activity> come back within a task.
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

/**
 * Loaded with the first call, so that a page without uploads does not pay for it. Where the chunk does not load, the call
 * is not shown; it is made all the same.
 */
async function loadAndShow(queryClient: QueryClient, call: BackendCall): Promise<MirroredMutation | undefined> {
  const module = await import('./mirroredMutation.js').catch(() => undefined)
  return module?.showCall(queryClient, call, call.call === 'ticket' ? ticketKey(call.scope) : confirmKey(call.scope))
}
