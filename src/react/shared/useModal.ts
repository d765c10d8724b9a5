'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Returns the ref of a dialog that is modal for as long as it is rendered. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  // Closing gives the focus back, but only while the dialog is still in the document.
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  return dialog
}
