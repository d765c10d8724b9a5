'use client'

import { useEffect } from 'react'

/**
 * Puts a prefix before the title of the page, and takes it away again. A title that the app sets in between stays, and
 * gets the next prefix.
 */
export function useTitlePrefix(prefix: string): void {
  useEffect(() => {
    if (prefix === '') return undefined
    const before = document.title
    const shown = `${prefix} ${before}`
    document.title = shown
    return () => {
      if (document.title === shown) document.title = before
    }
  }, [prefix])
}
