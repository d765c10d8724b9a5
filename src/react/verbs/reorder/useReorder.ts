'use client'

import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import type { UploadBackend } from '../../../contract/backend.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { findItem, findNeighbour, idOfItem, isDirection, itemAttribute, listItems } from '../selection/findNeighbour.js'
import { useVerbTarget } from '../useVerbTarget.js'
import { moveItem } from './moveItem.js'

/** A new order of the items. */
export interface Reordering {
  /** All ids in the new order. */
  readonly ids: readonly string[]
  /** The item that was moved, and its places before and after, counted from 0. */
  readonly id: string
  readonly from: number
  readonly to: number
}

/**
 * Something that users of screen readers should hear of. Places are counted from 1. `'dropped'` comes before the items are
 * rendered in the new order.
 */
export type ReorderEvent =
  | {
      readonly type: 'lifted' | 'moved' | 'dropped'
      readonly id: string
      readonly place: number
      readonly count: number
    }
  | { readonly type: 'cancelled'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly error: unknown }

/** Options of {@link useReorder}. */
export interface UseReorderOptions<TFile extends StoredFile = StoredFile> {
  /** The ids of all items, in the order on the page. */
  readonly ids: readonly string[]
  /** Keeps the new order. If it rejects, the items go back. Without it, nothing can be moved. */
  readonly onReorder?: ((reordering: Reordering) => unknown) | undefined
  /** The backend whose gallery shows the new order at once. Default: the one that files are added with. */
  readonly backend?: UploadBackend<TFile> | undefined
  /** For announcements: a move by keyboard cannot be seen by everybody. */
  readonly onEvent?: ((event: ReorderEvent) => void) | undefined
}

/** Props for the button that moves an item. */
export interface ReorderHandleProps {
  readonly 'aria-pressed': boolean
  readonly onClick: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onBlur: () => void
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: () => void
  readonly onPointerCancel: () => void
}

/** Props for the element around an item. */
export interface ReorderItemProps {
  readonly [itemAttribute]: number
  readonly 'data-moving': '' | undefined
  /** The side on which the moving item would come to stand. */
  readonly 'data-drop': 'before' | 'after' | undefined
}

/** The result of {@link useReorder}. */
export interface Reorder {
  /** Whether items can be moved at all. */
  readonly canReorder: boolean
  /** The id of the item that is being moved. */
  readonly movingId: string | null
  readonly getItemProps: (id: string) => ReorderItemProps
  /**
   * For the button that moves an item: drag it, or press Space or Enter, use the arrow keys, Home and End, and press it
   * again. Escape cancels. Give it `touch-action: none`, or a finger on it scrolls the page.
   */
  readonly getHandleProps: (id: string) => ReorderHandleProps
}

interface Move {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly by: 'pointer' | 'keyboard'
}

/**
 * Lets users put the items of a gallery into another order, by drag and by keyboard.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const reorder = useReorder({ ids, onReorder: ({ ids }) => saveOrder(ids) })
 * …
 * <li key={id} {...reorder.getItemProps(id)}><button {...reorder.getHandleProps(id)}>Move</button></li>
 */
export function useReorder<TFile extends StoredFile = StoredFile>({
  ids,
  onReorder,
  backend,
  onEvent,
}: UseReorderOptions<TFile>): Reorder {
  const { draft } = useVerbTarget('useReorder', backend)
  const [move, setMove] = useState<Move | null>(null)
  const finger = useRef<number | null>(null)

  return useMemo(() => {
    const places = new Map(ids.map((id, place) => [id, place]))
    const tell = (type: 'lifted' | 'moved' | 'dropped', { id, to }: Move): void =>
      onEvent?.({ type, id, place: to + 1, count: ids.length })
    const lift = (id: string, by: Move['by']): void => {
      const from = ids.indexOf(id)
      const lifted = { id, from, to: from, by }
      setMove(lifted)
      tell('lifted', lifted)
    }
    const cancel = (): void => {
      if (move) onEvent?.({ type: 'cancelled', id: move.id })
      setMove(null)
    }
    const drop = (): void => {
      setMove(null)
      if (!move) return
      const { id, from, to } = move
      tell('dropped', move)
      if (from === to) return
      const ordered = moveItem(ids, id, to)
      draft.reorder(ordered)
      const keep = async (): Promise<unknown> => onReorder?.({ ids: ordered, id, from, to })
      keep().catch((error: unknown) => {
        draft.reorder(ids)
        onEvent?.({ type: 'refused', id, error })
      })
    }
    const moveTo = (to: number): void => {
      if (!move || to < 0 || to >= ids.length || to === move.to) return
      const moved = { ...move, to }
      setMove(moved)
      tell('moved', moved)
    }
    const toggle = (id: string): void => (move ? drop() : lift(id, 'keyboard'))
    const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: string): void => {
      const { key } = event
      if (key === ' ' || key === 'Enter') {
        if (!event.repeat) toggle(id)
      } else if (move && key === 'Escape') {
        cancel()
      } else if (move && (isDirection(key) || key === 'Home' || key === 'End')) {
        const find = (itemId: string | undefined): HTMLElement | undefined =>
          itemId === undefined ? undefined : findItem(event.currentTarget, ids, itemId)
        const item = find(ids[move.to])
        const next = isDirection(key) ? item && findNeighbour(item, ids, key) : ids.at(key === 'Home' ? 0 : -1)
        if (next !== undefined) {
          moveTo(ids.indexOf(next))
          find(next)?.scrollIntoView({ block: 'nearest' })
        }
      } else {
        return
      }
      event.preventDefault()
      // A gallery has meanings of its own for these keys.
      event.stopPropagation()
    }
    const onPointerMove = ({ currentTarget, clientX, clientY, pointerId }: PointerEvent<HTMLElement>): void => {
      if (!move || finger.current !== pointerId) return
      const over = listItems(currentTarget).find((item) => isInside(item.getBoundingClientRect(), clientX, clientY))
      const id = idOfItem(over, ids)
      if (over && id !== undefined) moveTo(ids.indexOf(id))
    }
    return {
      canReorder: onReorder !== undefined,
      movingId: move?.id ?? null,
      getItemProps: (id) => ({
        [itemAttribute]: places.get(id) ?? -1,
        'data-moving': move?.id === id ? '' : undefined,
        'data-drop':
          move && move.from !== move.to && ids[move.to] === id ? (move.to < move.from ? 'before' : 'after') : undefined,
      }),
      getHandleProps: (id) => ({
        'aria-pressed': move?.id === id,
        // Screen readers press a button without a key or a pointer.
        onClick: ({ detail }) => detail === 0 && toggle(id),
        onKeyDown: (event) => onKeyDown(event, id),
        // Whoever leaves the button by Tab has not dropped the item.
        onBlur: () => move?.by === 'keyboard' && cancel(),
        onPointerDown: (event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          finger.current = event.pointerId
          lift(id, 'pointer')
        },
        onPointerMove,
        onPointerUp: () => move?.by === 'pointer' && drop(),
        onPointerCancel: () => move?.by === 'pointer' && cancel(),
      }),
    }
  }, [ids, onReorder, onEvent, draft, move])
}

function isInside({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
