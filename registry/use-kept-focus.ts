import { type RefObject, useEffect, useRef } from 'react'

/**
 * When the focused button in the element with this ref disappears, the focus goes on in its row, in the next row or the
 * one before it, or else to the element itself, if it has a `tabIndex`, or to the nearest upload zone.
 */
export function useKeptFocus<TElement extends HTMLElement>(): RefObject<TElement | null> {
  const root = useRef<TElement>(null)
  useEffect(() => {
    const element = root.current
    if (!element) return undefined
    let focused: Element | null = null
    let rows: readonly Element[] = []
    const look = (): void => {
      const { activeElement, body } = document
      // What is still in the page was left by the user.
      const isLost = focused?.isConnected === false && activeElement === body
      focused = element.contains(activeElement) ? activeElement : null
      if (isLost) findNext(rows, element)?.focus()
      else rows = focused ? sortRows(element, focused) : []
    }
    const lookLater = (): void => queueMicrotask(look)
    const observer = new MutationObserver(look)
    element.addEventListener('focusin', look)
    element.addEventListener('focusout', lookLater)
    observer.observe(element, { childList: true, subtree: true })
    return () => {
      element.removeEventListener('focusin', look)
      element.removeEventListener('focusout', lookLater)
      observer.disconnect()
    }
  }, [])
  return root
}

/** The row with the focus and those after it, then those before it, the nearest first. */
function sortRows(root: Element, focused: Element): readonly Element[] {
  const before: Element[] = []
  const rest: Element[] = []
  for (const row of root.querySelectorAll('li')) {
    if (focused.compareDocumentPosition(row) === Node.DOCUMENT_POSITION_PRECEDING) before.unshift(row)
    else rest.push(row)
  }
  return [...rest, ...before]
}

function findNext(rows: readonly Element[], root: HTMLElement): HTMLElement | null {
  for (const row of rows) {
    const next = row.isConnected && row.querySelector<HTMLElement>('a[href], button, input')
    if (next) return next
  }
  if (root.hasAttribute('tabindex')) return root
  for (let around: Element | null = root; around; around = around.parentElement) {
    const zone = around.querySelector<HTMLElement>('[data-slot="upload-zone"]')
    if (zone) return zone
  }
  return null
}
