'use client'

import { useEffect } from 'react'
import { isStill } from '../../uploader/selectors.js'
import { useUploads } from '../hooks/useUploads.js'

/** Makes the browser ask before the user leaves the page while uploads are under way. */
export function LeaveWarning(): null {
  // A row that lacks its file came back after one reload, so it will come back after another.
  const isBusy = useUploads((uploads) => !uploads.every(isStill))
  useEffect(() => {
    if (!isBusy) return undefined
    const onBeforeUnload = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [isBusy])
  return null
}
