'use client'

import { useEffect } from 'react'
import { isStill } from '../../uploader/selectors.js'
import type { Upload } from '../../contract/upload.js'
import { useUploads } from '../hooks/useUploads.js'
import { createChunk, useChunk } from '../shared/useChunk.js'

const screenChunk = createChunk(() => import('./keepScreenOn.js'))

/** Keeps the screen on while uploads are under way, if the browser supports it. */
export function KeepAwake(): null {
  const isBusy = useUploads((uploads) => uploads.some(isUnderWay))
  const loaded = useChunk(screenChunk, isBusy)
  useEffect(() => (isBusy ? loaded?.keepScreenOn() : undefined), [isBusy, loaded])
  return null
}

/** A paused upload may wait for its connection or its user for hours, and must not drain the battery meanwhile. */
function isUnderWay(upload: Upload): boolean {
  return !isStill(upload) && upload.status !== 'paused'
}
