'use client'

import { type RefObject, useEffect } from 'react'
import { nextTask } from '../../../shared/nextTask.js'
import { useUploader } from '../../hooks/useUploader.js'

/**
 * When the pointer, the focus or a drag approaches the zone, loads the code for uploading, and formats a size: the first
 * number that a page formats makes the browser load its data on languages, which takes tens of milliseconds. So the first
 * file waits for neither.
 */
export function usePreload(
  root: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
  formatBytes: (bytes: number) => string,
): void {
  const uploader = useUploader()
  useEffect(() => {
    const near = new AbortController()
    const preload = (): void => {
      near.abort()
      void uploader.preload()
      void nextTask().then(() => formatBytes(0))
    }
    const zone = root.current ?? button.current
    zone?.addEventListener('pointerenter', preload, near)
    zone?.addEventListener('focusin', preload, near)
    document.addEventListener('dragenter', preload, near)
    return () => near.abort()
  }, [root, button, uploader, formatBytes])
}
