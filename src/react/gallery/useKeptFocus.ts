'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** When the button that had the focus goes, the focus goes to the part it was in, not to the top of the page. */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    const remember = ({ target }: FocusEvent): void => {
      focused.current = target instanceof Element ? target : null
    }
    // An element that is taken out of the page is blurred, too: one that stays has been left by the person.
    const forget = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target.isConnected) focused.current = null
    }
    element.addEventListener('focusin', remember)
    element.addEventListener('focusout', forget)
    return () => {
      element.removeEventListener('focusin', remember)
      element.removeEventListener('focusout', forget)
    }
  }, [root])
  useEffect(() => {
    if (!focused.current || focused.current.isConnected) return
    focused.current = null
    if (document.activeElement === document.body) root.current?.focus()
  })
}
