'use client'

import { type FocusEvent, type RefObject, useRef } from 'react'
import { useCoatcheck } from '../provider/context.js'
import { useBrowserLayoutEffect } from './useBrowserLayoutEffect.js'
import { isFocusLost, useLastFocused } from './useLastFocused.js'

interface RowFocusOptions {
  /** Contains the rows, each an element with its id in `data-id`. */
  readonly list: RefObject<HTMLElement | null>
  readonly ids: readonly string[]
  readonly group: string | undefined
}

interface RowFocusHandlers {
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

/**
 * When a row with the focus is removed, moves the focus to the same button of the next row or, failing that, of the
 * previous one. After the last row, the dropzone gets it.
 */
export function useRowFocus({ list, ids, group }: RowFocusOptions): RowFocusHandlers {
  const { dropzones } = useCoatcheck('UploadList')
  const focus = useLastFocused()
  const focused = useRef<{ readonly id: string; readonly action: string | undefined } | null>(null)
  const previousIds = useRef(ids)

  useBrowserLayoutEffect(() => {
    const idsBefore = previousIds.current
    previousIds.current = ids
    if (!focused.current || ids.includes(focused.current.id) || !isFocusLost(focus)) return
    const { id, action } = focused.current
    const neighbour = findNeighbour(idsBefore, id, new Set(ids))
    const row = neighbour === undefined ? null : findRow(list.current, neighbour)
    const button = row && findButton(row, action)
    if (button) return button.focus()
    const zones = [...dropzones]
    const zone = zones.find((candidate) => candidate.group === group) ?? zones[0]
    zone?.focus()
  }, [ids, list, group, dropzones, focus])

  return {
    onFocus(event) {
      focus.onFocus(event)
      const row = event.target.closest<HTMLElement>('[data-id]')
      const id = row?.dataset['id']
      focused.current =
        id === undefined ? null : { id, action: event.target.closest<HTMLElement>('[data-action]')?.dataset['action'] }
    },
    onBlur: focus.onBlur,
  }
}

function findNeighbour(ids: readonly string[], goneId: string, left: ReadonlySet<string>): string | undefined {
  const index = ids.indexOf(goneId)
  const isLeft = (id: string): boolean => left.has(id)
  return ids.slice(index + 1).find(isLeft) ?? ids.slice(0, Math.max(0, index)).findLast(isLeft)
}

function findRow(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null
}

function findButton(row: HTMLElement, action: string | undefined): HTMLElement | null {
  const same = action === undefined ? null : row.querySelector<HTMLElement>(`[data-action="${action}"]`)
  return same ?? row.querySelector<HTMLElement>('button:not([disabled]), a[href], input:not([type=hidden])')
}
