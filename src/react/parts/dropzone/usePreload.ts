'use client'

import { type RefObject, useEffect } from 'react'
import { useUploader } from '../../hooks/useUploader.js'

/**
 * Loads the code for uploading when the pointer, the focus or a drag approaches the zone, so the first file does not
 * wait for it.
 */
export function usePreload(root: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): void {
  const uploader = useUploader()
  useEffect(() => {
    const near = new AbortController()
    const preload = (): void => {
      near.abort()
      void uploader.preload()
    }
    const zone = root.current ?? button.current
    zone?.addEventListener('pointerenter', preload, near)
    zone?.addEventListener('focusin', preload, near)
    document.addEventListener('dragenter', preload, near)
    return () => near.abort()
  }, [root, button, uploader])
}
