'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'

/**
 * When a focused button that belongs to no tile is removed, moves the focus to the part; otherwise it would jump to the
 * top of the page.
 */
export function useFocusFallback(root: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    const remember = ({ target }: FocusEvent): void => {
      focused.current = target instanceof Element && !target.closest('[data-id]') ? target : null
    }
    // A removed element is blurred, too. One that is still connected a task later was left by the user.
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
