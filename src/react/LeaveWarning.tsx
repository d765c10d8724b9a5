'use client'

import { useEffect } from 'react'
import { isResting } from '../core/selectors.js'
import type { Upload } from '../core/types.js'
import { useUploads } from './useUploads.js'

/** Lets the browser ask before the page is left, while something is under way. */
export function LeaveWarning(): null {
  const isBusy = useUploads((uploads) => !uploads.every(mayBeLeft))
  useEffect(() => {
    if (!isBusy) return undefined
    const onBeforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [isBusy])
  return null
}

/** A row that waits for its file has survived a reload already, and will survive another. */
function mayBeLeft(upload: Upload): boolean {
  return isResting(upload) || (upload.status === 'paused' && upload.by === 'file-missing')
}
