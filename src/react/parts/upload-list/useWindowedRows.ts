'use client'

import { createElement, type ReactElement, useEffect, useState } from 'react'

export interface WindowedRowsProps {
  readonly ids: readonly string[]
  /** Names the list. */
  readonly label: string
  readonly renderRow: (id: string) => ReactElement
}

type RenderRows = (props: WindowedRowsProps) => ReactElement

let loaded: RenderRows | null = null

/**
 * The rows of a long list, loaded when one is needed. Not with `React.lazy`: when the file cannot be had (a dropped
 * connection is the very case for an upload list) the first rows stay, and nothing is thrown at the app.
 */
export function useWindowedRows(isNeeded: boolean): RenderRows | null {
  const [, setIsLoaded] = useState(loaded !== null)
  useEffect(() => {
    if (!isNeeded || loaded) return undefined
    let isGone = false
    import('./WindowedRows.js').then(
      ({ WindowedRows }) => {
        loaded = (props) => createElement(WindowedRows, props)
        if (!isGone) setIsLoaded(true)
        return undefined
      },
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [isNeeded])
  return loaded
}
