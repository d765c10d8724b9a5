/** The attribute of items: their place, counted from 0. An id would not do, because those of some backends give access. */
export const itemAttribute = 'data-item'

/** Returns the id of the item with an element. */
export function idOfItem(item: Element | undefined, ids: readonly string[]): string | undefined {
  return ids[Number(item?.getAttribute(itemAttribute))]
}

/** Returns the element of an item, in the list of another one; undefined if it is not on the page. */
export function findItem(from: Element, ids: readonly string[], id: string): HTMLElement | undefined {
  return listItems(from).find((item) => idOfItem(item, ids) === id)
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

export function isDirection(key: string): key is Direction {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown'
}

/** Returns the id that an arrow key leads to from an item; undefined at the edge. Layouts differ, so it measures. */
export function findNeighbour(item: Element, ids: readonly string[], key: Direction): string | undefined {
  const index = Number(item.getAttribute(itemAttribute))
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const isForward = (key === 'ArrowRight') !== (getComputedStyle(item).direction === 'rtl')
    return ids[isForward ? index + 1 : index - 1]
  }
  const own = item.getBoundingClientRect()
  const middle = own.left + own.width / 2
  const isBelow = key === 'ArrowDown'
  const rows = listItems(item)
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => (isBelow ? box.top >= own.bottom - 1 : box.bottom <= own.top + 1))
    .map(({ element, box }) => ({
      id: idOfItem(element, ids),
      rowDistance: Math.abs(box.top - own.top),
      distance: Math.abs(box.left + box.width / 2 - middle),
    }))
    .toSorted((one, other) => one.rowDistance - other.rowDistance || one.distance - other.distance)
  return rows[0]?.id
}

/** The items of the same list that are on the page. */
export function listItems(item: Element): readonly HTMLElement[] {
  const list = item.parentElement?.closest('ul, ol, table, [role]') ?? document.body
  return [...list.querySelectorAll<HTMLElement>(`[${itemAttribute}]`)]
}

/** Moves the focus to the control that opens an item. */
export function focusItem(item: HTMLElement | undefined): void {
  const control = item?.matches('a[href], button, [tabindex]')
    ? item
    : item?.querySelector<HTMLElement>('a[href], button, input, [tabindex]')
  control?.focus()
}
