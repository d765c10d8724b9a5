'use client'

import {
  type ChangeEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent as ReactPointerEvent,
  useMemo,
  useReducer,
  useRef,
} from 'react'
import { findItem, findNeighbour, focusItem, isDirection, itemAttribute } from './findNeighbour.js'
import { LongPress } from './LongPress.js'
import { noSelection, reduceSelection } from './selection.js'

/** Options of {@link useSelection}. */
export interface UseSelectionOptions {
  /** The ids of all items, in the order on the page. One that is missing is not selected any more. */
  readonly ids: readonly string[]
}

/** Props for the element around an item. */
export interface SelectionItemProps {
  readonly [itemAttribute]: number
  readonly 'data-selected': '' | undefined
  readonly onClickCapture: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onPointerDown: (event: ReactPointerEvent) => void
  readonly onPointerMove: (event: ReactPointerEvent) => void
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
  readonly onContextMenu: (event: MouseEvent) => void
}

/** Props for an `<input>` in an item. */
export interface SelectionCheckboxProps {
  readonly type: 'checkbox'
  readonly checked: boolean
  readonly onChange: (event: ChangeEvent) => void
}

/** The result of {@link useSelection}. */
export interface Selection {
  /** The ids of the selected items, in the order on the page. */
  readonly selectedIds: readonly string[]
  readonly isSelected: (id: string) => boolean
  /** In this mode, a click or tap selects instead of opening. A long press starts it. */
  readonly isSelecting: boolean
  /** Leaving the mode clears the selection. */
  readonly setSelecting: (isSelecting: boolean) => void
  readonly toggle: (id: string) => void
  /** Selects everything from the item that was selected last to this one. */
  readonly selectTo: (id: string) => void
  /** Selects these items and no others. */
  readonly select: (ids: readonly string[]) => void
  readonly selectAll: () => void
  readonly clear: () => void
  /**
   * For the element around an item. Ctrl or Cmd and a click selects one, Shift and a click a range, a long press starts
   * the mode for touch. On the keyboard: Space, Shift with the arrow keys, Ctrl or Cmd with A, and Escape.
   */
  readonly getItemProps: (id: string) => SelectionItemProps
  readonly getCheckboxProps: (id: string) => SelectionCheckboxProps
}

/**
 * Selects one, several or all items by mouse, touch and keyboard. It renders nothing and needs no provider.
 * @example
 * const selection = useSelection({ ids: items.map(({ file }) => file.id) })
 * …
 * <li key={id} {...selection.getItemProps(id)}><a href={url}>{name}</a></li>
 */
export function useSelection({ ids }: UseSelectionOptions): Selection {
  const [state, dispatch] = useReducer(reduceSelection, noSelection)
  const longPress = useRef<LongPress | null>(null)
  return useMemo(() => {
    const places = new Map(ids.map((id, place) => [id, place]))
    const selectedIds = ids.filter((id) => state.ids.has(id))
    const toggle = (id: string): void => dispatch({ type: 'toggled', id })
    const selectTo = (id: string): void => dispatch({ type: 'extended', id, order: ids })
    const selectAll = (): void => dispatch({ type: 'selected', ids })
    const clear = (): void => dispatch({ type: 'cleared' })

    const choose = (id: string, { shiftKey }: { readonly shiftKey: boolean }): void =>
      shiftKey ? selectTo(id) : toggle(id)

    const onClick = (event: MouseEvent, id: string): void => {
      // A click without a count comes from the keyboard.
      const isAfterPress = event.detail > 0 && longPress.current?.end() === 'pressed'
      const isMeant = event.shiftKey || event.ctrlKey || event.metaKey || state.isSelecting
      if (!isAfterPress && (!isMeant || isControl(event))) return
      event.preventDefault()
      event.stopPropagation()
      if (!isAfterPress) choose(id, event)
    }
    const onKeyDown = (event: KeyboardEvent, id: string): void => {
      if (event.defaultPrevented || event.altKey) return
      if (handleKey(event, id)) event.preventDefault()
    }
    const handleKey = (event: KeyboardEvent, id: string): boolean => {
      const { key, shiftKey, ctrlKey, metaKey } = event
      if (key === ' ' && !isControl(event)) {
        choose(id, event)
        return true
      }
      if (key.toLowerCase() === 'a' && (ctrlKey || metaKey)) {
        selectAll()
        return true
      }
      if (key === 'Escape' && (selectedIds.length > 0 || state.isSelecting)) {
        dispatch({ type: 'modeSet', isSelecting: false })
        return true
      }
      if (!shiftKey || !isDirection(key)) return false
      const next = findNeighbour(event.currentTarget, ids, key)
      if (next === undefined) return false
      // The item that the range leaves from belongs to it.
      if (selectedIds.length === 0) toggle(id)
      selectTo(next)
      focusItem(findItem(event.currentTarget, ids, next))
      return true
    }

    return {
      selectedIds,
      isSelected: (id) => state.ids.has(id),
      isSelecting: state.isSelecting,
      setSelecting: (isSelecting) => dispatch({ type: 'modeSet', isSelecting }),
      toggle,
      selectTo,
      select: (chosen) => dispatch({ type: 'selected', ids: chosen }),
      selectAll,
      clear,
      getItemProps: (id) => ({
        [itemAttribute]: places.get(id) ?? -1,
        'data-selected': state.ids.has(id) ? '' : undefined,
        onClickCapture: (event) => onClick(event, id),
        onKeyDown: (event) => onKeyDown(event, id),
        onPointerDown: (event) => {
          longPress.current?.end()
          longPress.current = null
          if (event.pointerType === 'mouse' || isControl(event)) return
          longPress.current = new LongPress(event, () => dispatch({ type: 'toggled', id, isTouch: true }))
        },
        onPointerMove: (event) => longPress.current?.move(event),
        onPointerUp: () => longPress.current?.lift(),
        onPointerCancel: () => longPress.current?.end(),
        // A long press would open the browser's menu for the link.
        onContextMenu: (event) => longPress.current && event.preventDefault(),
      }),
      getCheckboxProps: (id) => ({
        type: 'checkbox',
        checked: state.ids.has(id),
        onChange: ({ nativeEvent }) =>
          choose(id, { shiftKey: nativeEvent instanceof PointerEvent && nativeEvent.shiftKey }),
      }),
    }
  }, [ids, state])
}

/** Whether an event is about something in the item that has its own meaning, such as a button. */
function isControl({
  target,
  currentTarget,
}: {
  readonly target: EventTarget
  readonly currentTarget: Element
}): boolean {
  const control = target instanceof Element ? target.closest('button, input, select, textarea') : null
  return control !== null && control !== currentTarget && currentTarget.contains(control) && !isOpener(control)
}

/** A button that opens the item stands for the item itself. */
function isOpener(control: Element): boolean {
  return control.hasAttribute('data-opens-item')
}
