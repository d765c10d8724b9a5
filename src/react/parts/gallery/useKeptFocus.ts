'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'

/** When the button that had the focus goes, the focus goes to the part it was in, not to the top of the page. */
export function useKeptFocus(root: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    const remember = ({ target }: FocusEvent): void => {
      focused.current = target instanceof Element ? target : null
    }
    // What is taken out of the page is blurred, too; what is there a task later was left by the person.
    const forget = ({ target }: FocusEvent): void => {
      setTimeout(() => {
        if (target instanceof Element && target.isConnected && target === focused.current) focused.current = null
      })
    }
    element.addEventListener('focusin', remember)
    element.addEventListener('focusout', forget)
    return () => {
      element.removeEventListener('focusin', remember)
      element.removeEventListener('focusout', forget)
    }
  }, [root])
  useBrowserLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return
    focused.current = null
    if (document.activeElement === document.body) root.current?.focus()
  })
}
