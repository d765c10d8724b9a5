'use client'

import { type RefObject, useEffect } from 'react'
import { nextTask } from '../../../shared/nextTask.js'
import { useUploader } from '../../hooks/useUploader.js'

/**
 * When the pointer, the focus or a drag approaches the zone, loads the code for uploading and formats a first size, so the
 * first file does not wait for that. The browser reads its data on languages for the first number that it formats, which
 * takes as long as everything else until the first row shows.
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
