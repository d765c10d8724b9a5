'use client'

import { type RefObject, useEffect } from 'react'

interface PasteOptions {
  readonly root: RefObject<HTMLElement | null>
  /** The whole zone where there is no root. */
  readonly button: RefObject<HTMLElement | null>
  readonly isDisabled: boolean
  /** Whether files count even if the focus is outside the zone. */
  readonly isAnywhere: boolean
  readonly onPaste: (data: DataTransfer) => void
}

/**
 * Takes files that are pasted while the zone has the focus. Browsers send the event to the selection or the body
 * rather than to a focused button, so the listener is on the document.
 */
export function usePaste({ root, button, isDisabled, isAnywhere, onPaste }: PasteOptions): void {
  useEffect(() => {
    if (isDisabled) return undefined
    const onDocumentPaste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (event.defaultPrevented || !clipboardData || clipboardData.files.length === 0) return
      const isInside = (root.current ?? button.current)?.contains(document.activeElement) ?? false
      if (!isInside && !(isAnywhere && !isMeantAsText(event, clipboardData))) return
      event.preventDefault()
      onPaste(clipboardData)
    }
    document.addEventListener('paste', onDocumentPaste)
    return () => document.removeEventListener('paste', onDocumentPaste)
  }, [root, button, isDisabled, isAnywhere, onPaste])
}

/** Text copied from an office program comes with a picture of itself, but is meant as text in an editable field. */
function isMeantAsText({ target }: ClipboardEvent, { types }: DataTransfer): boolean {
  const isEditable =
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  return isEditable && types.includes('text/plain')
}
