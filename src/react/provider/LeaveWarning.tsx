'use client'

import { useEffect } from 'react'
import { isStill } from '../../uploader/selectors.js'
import { useUploads } from '../hooks/useUploads.js'

/** Lets the browser ask before the page is left, while something is under way. */
export function LeaveWarning(): null {
  // A row that waits for its file has survived a reload already, and will survive another.
  const isBusy = useUploads((uploads) => !uploads.every(isStill))
  useEffect(() => {
    if (!isBusy) return undefined
    const onBeforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [isBusy])
  return null
}
