'use client'

import { type RefObject, useEffect } from 'react'
import { useUploader } from '../../hooks/useUploader.js'

/**
 * Loads what the first file needs as soon as somebody comes near the zone, so that its upload does not wait for it: with
 * the pointer, with the keyboard, or with files dragged anywhere over the page.
 */
export function usePreload(root: RefObject<HTMLElement | null>): void {
  const uploader = useUploader()
  useEffect(() => {
    const near = new AbortController()
    const preload = (): void => {
      near.abort()
      void uploader.preload()
    }
    root.current?.addEventListener('pointerenter', preload, near)
    root.current?.addEventListener('focusin', preload, near)
    document.addEventListener('dragenter', preload, near)
    return () => near.abort()
  }, [root, uploader])
}
