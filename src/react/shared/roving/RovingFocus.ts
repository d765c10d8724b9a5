import type { Rows } from './Rows.js'

/**
 * Makes a list of rows with buttons a single stop of the Tab key. The arrow keys lead from there to the other buttons:
 * up and down to the row above and below, left and right within a row.
 *
 * The rows stay a list, and the focus is always on a button. A listbox may not contain buttons, and a grid would make
 * every row a row of a table, whose cells are read one by one and whose arrow keys screen readers take for themselves.
 * In a list, they read the rows as they read any text, say how many there are, and still find each button: one without
 * a tab stop is no less a button. So only the stops change, as in a toolbar, and nothing changes for a mouse or a
 * finger.
 *
 * It works on the elements and not on their props, so that the rows of an app take part, whatever they consist of.
 */
export class RovingFocus {
  readonly #list: HTMLElement
  readonly #getRows: () => Rows
  readonly #hintId: string
  readonly #observer: MutationObserver
  /** The controls that have been taken out of the order of the Tab key, and the one that is left in it. */
  readonly #controls = new Set<HTMLElement>()
  #stop: HTMLElement | null = null
  /** The row of the stop and the place of the row, for the time when it is gone. */
  #stopRow: { readonly id: string; readonly index: number } | null = null
  /** The row that was the stop when the list was last in the page. It is again, until the user goes elsewhere. */
  #lastStop: string | null = null
  /** The column, counted from the end, because a row's last button is always there and the others are not. */
  #column = 0
  /** A row that is to get the focus and is not in the page yet. */
  #awaited: string | null = null
  #isMoving = false
  /** What has the focus in a row, or had it when it was removed; null once the user has moved on. */
  #focused: { readonly element: HTMLElement; readonly id: string } | null = null
  #known: { readonly ids: readonly string[]; readonly set: ReadonlySet<string> } = { ids: [], set: new Set() }

  constructor(list: HTMLElement, getRows: () => Rows, hintId: string) {
    this.#list = list
    this.#getRows = getRows
    this.#hintId = hintId
    this.#observer = new MutationObserver(() => this.#settle())
    this.#observer.observe(list, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] })
    list.addEventListener('focusin', this.#onFocusIn)
    list.addEventListener('focusout', this.#onFocusOut)
    // On the document, the handlers of the app's own rows come first and may keep a key for themselves.
    document.addEventListener('keydown', this.#onKeyDown)
    const { memory } = getRows()
    this.#lastStop = (memory && lastStops.get(memory)) ?? null
    this.#settle()
  }

  /** Gives each control its own tab stop again. */
  stop(): void {
    // The last row may be gone, and the list with it, before the observer has told.
    this.#rescueFocus()
    this.#awaited = null
    document.removeEventListener('keydown', this.#onKeyDown)
    this.#observer.disconnect()
    this.#list.removeEventListener('focusin', this.#onFocusIn)
    this.#list.removeEventListener('focusout', this.#onFocusOut)
    for (const control of this.#controls) {
      control.tabIndex = 0
      this.#describe(control, false)
    }
  }

  /** Moves the focus to a row, also to one that is not in the page yet. */
  focusRow(id: string): void {
    if (this.#focusIn(id)) return
    this.#awaited = id
    this.#getRows().reveal?.(id)
    this.#focusAwaited(id, mostFrames)
  }

  /** Tries in each frame, because a row is hidden, and cannot have the focus, until it has been measured. */
  #focusAwaited(id: string, frames: number): void {
    requestAnimationFrame(() => {
      if (this.#awaited === id && !this.#focusIn(id) && frames > 0) this.#focusAwaited(id, frames - 1)
    })
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return
    const [target] = event.composedPath()
    if (!(target instanceof HTMLElement)) return
    const row = this.#rowOf(target)
    if (!row || !this.#list.contains(row)) return
    if (row !== target && !this.#controls.has(target)) return
    if (this.#handleKey(event, row, target)) event.preventDefault()
  }

  /** Handles a key, and says whether it did. */
  #handleKey({ key, repeat }: KeyboardEvent, row: HTMLElement, target: HTMLElement): boolean {
    const id = idOf(row)
    // On a Mac, the key that is called Delete is the one that other keyboards call Backspace.
    if (key === 'Delete' || key === 'Backspace') return !repeat && this.#clear(row, id)
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key]
    if (sideways !== undefined) return this.#moveWithin(row, target, isRightToLeft(row) ? -sideways : sideways)
    const { ids } = this.#getRows()
    const lines = { ArrowUp: -1, ArrowDown: 1, PageUp: -countRowsInView(row), PageDown: countRowsInView(row) }[key]
    const next = lines === undefined ? { Home: ids[0], End: ids.at(-1) }[key] : this.#findBelow(id, lines)
    if (next === undefined) return false
    if (next !== id) this.focusRow(next)
    return true
  }

  /** A single step stays where there is no further line; a page ends at the first and the last row. */
  #findBelow(id: string, lines: number): string | undefined {
    const { ids, below } = this.#getRows()
    const found = below?.(id, lines)
    if (found !== undefined) return found
    const index = ids.indexOf(id)
    const to = index + lines * this.#countColumns()
    if (Math.abs(lines) === 1 && (to < 0 || to >= ids.length)) return id
    return ids[Math.min(ids.length - 1, Math.max(0, to))]
  }

  /** Does nothing in a row that offers no button for it. */
  #clear(row: HTMLElement, id: string): boolean {
    const { clear } = this.#getRows()
    if (!clear || !row.querySelector(clearingSelector)) return false
    clear(id)
    return true
  }

  /** Where rows stand side by side, as tiles do, leads on to the next one. */
  #moveWithin(row: HTMLElement, from: HTMLElement, step: number): boolean {
    const controls = findControls(row)
    const control = controls[controls.indexOf(from) + step]
    if (control) control.focus()
    else if (this.#countColumns() > 1) this.#moveBeyond(row, step)
    return true
  }

  #moveBeyond(row: HTMLElement, step: number): void {
    const { ids } = this.#getRows()
    const next = ids[ids.indexOf(idOf(row)) + step]
    if (next === undefined) return
    this.#column = step > 0 ? Number.MAX_SAFE_INTEGER : 0
    this.focusRow(next)
  }

  /** How many rows stand side by side. The last line may have fewer. */
  #countColumns(): number {
    const counts = new Map<number, number>()
    for (const row of this.#renderedRows()) {
      const top = Math.round(row.getBoundingClientRect().top)
      counts.set(top, (counts.get(top) ?? 0) + 1)
    }
    return Math.max(1, ...counts.values())
  }

  #focusIn(id: string): boolean {
    const row = this.#findRow(id)
    if (!row) return false
    const controls = findControls(row)
    const control = controls.at(-1 - this.#column) ?? controls[0]
    // A row of the app's own may have no control, and must still not be a dead end for the keys.
    const target = control ?? row
    if (!control) row.tabIndex = -1
    this.#isMoving = true
    target.focus()
    this.#isMoving = false
    return document.activeElement === target
  }

  readonly #onFocusIn = ({ target }: FocusEvent): void => {
    this.#awaited = null
    this.#lastStop = null
    if (!(target instanceof HTMLElement)) return
    const row = this.#rowOf(target)
    if (!row) return
    const { memory } = this.#getRows()
    if (memory) lastStops.set(memory, idOf(row))
    this.#focused = { element: target, id: idOf(row) }
    if (!this.#isMoving) this.#column = Math.max(0, findControls(row).toReversed().indexOf(target))
    this.#settle(target)
  }

  readonly #onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
    if (target instanceof HTMLElement) this.#describe(target, false)
    const isLeaving = !(relatedTarget instanceof Node && this.#list.contains(relatedTarget))
    if (isLeaving && this.#stop) this.#describe(this.#stop, true)
    // Some browsers also blur an element that is removed. Only one that is still connected was left by the user.
    queueMicrotask(() => {
      if (this.#focused?.element === target && this.#focused.element.isConnected) this.#focused = null
    })
  }

  /**
   * When a row with the focus is removed, moves the focus to the same button of the next row or, failing that, of the
   * previous one.
   */
  #rescueFocus(): void {
    const { ids: before } = this.#known
    const { ids, leave } = this.#getRows()
    const focused = this.#focused
    if (!focused || focused.element.isConnected || ids.includes(focused.id) || !isFocusNowhere()) return
    this.#focused = null
    const neighbour = findNeighbour(before, focused.id, new Set(ids))
    if (neighbour === undefined) leave()
    else this.focusRow(neighbour)
  }

  /** Leaves one control in the order of the Tab key, whatever has come and gone. */
  #settle(focused?: HTMLElement): void {
    this.#rescueFocus()
    const wanted = focused ?? this.#findLastStop() ?? this.#stop
    const rows = this.#renderedRows()
    const controls = rows.flatMap(findControls)
    const stop = wanted && controls.includes(wanted) ? wanted : this.#findNewStop(rows)
    if (stop !== this.#stop) {
      if (this.#stop) this.#describe(this.#stop, false)
      this.#stop = stop
      // The keys are described once on entering the list, and not again with every step.
      if (stop && !this.#list.contains(document.activeElement)) this.#describe(stop, true)
    }
    const row = stop && this.#rowOf(stop)
    if (row) this.#stopRow = { id: idOf(row), index: this.#getRows().ids.indexOf(idOf(row)) }
    for (const control of this.#controls) if (!control.isConnected) this.#controls.delete(control)
    for (const control of controls) {
      this.#controls.add(control)
      const tabIndex = control === stop ? 0 : -1
      if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex
    }
  }

  /** Null if that row is too far from what is visible to be rendered. */
  #findLastStop(): HTMLElement | null {
    const row = this.#lastStop === null ? null : this.#findRow(this.#lastStop)
    return row ? (findControls(row)[0] ?? null) : null
  }

  /** The row of the last stop if it is still there, or else the one that has taken its place. */
  #findNewStop(rows: readonly HTMLElement[]): HTMLElement | null {
    const { id, index } = this.#stopRow ?? { id: '', index: 0 }
    const withControls = rows.filter((row) => findControls(row).length > 0)
    const row =
      withControls.find((each) => idOf(each) === id) ??
      withControls.find((each) => this.#getRows().ids.indexOf(idOf(each)) >= index) ??
      withControls.at(-1)
    return row ? (findControls(row)[0] ?? null) : null
  }

  #renderedRows(): readonly HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-id]')].filter((row) => this.#isKnown(row))
  }

  #rowOf(element: HTMLElement): HTMLElement | null {
    const row = element.closest<HTMLElement>('[data-id]')
    return row && this.#isKnown(row) ? row : null
  }

  /** A list inside the list has rows of its own. */
  #isKnown(row: HTMLElement): boolean {
    const { ids } = this.#getRows()
    if (this.#known.ids !== ids) this.#known = { ids, set: new Set(ids) }
    return this.#known.set.has(idOf(row))
  }

  #findRow(id: string): HTMLElement | null {
    return this.#list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)
  }

  #describe(control: HTMLElement, isDescribed: boolean): void {
    const present = control.getAttribute('aria-describedby')
    if (isDescribed && present === null && document.getElementById(this.#hintId))
      control.setAttribute('aria-describedby', this.#hintId)
    if (!isDescribed && present === this.#hintId) control.removeAttribute('aria-describedby')
  }
}

/** The row of each remembered list that had the focus last. */
const lastStops = new WeakMap<object, string>()

/** A row that has not come by then has been removed, or the user has gone elsewhere. */
const mostFrames = 30

/** What the arrow keys lead to. Fields of text keep their own stop, because they need the arrow keys themselves. */
const controlSelector = 'button, a[href], summary, input:is([type=button], [type=checkbox]), [role=button][tabindex]'

/** The buttons that take a row out of the list, at once or after one more step. */
const clearingSelector = ['clear', 'cancel', 'dismiss']
  .map((action) => `[data-action=${action}]:not([aria-disabled=true])`)
  .join()

function findControls(row: HTMLElement): readonly HTMLElement[] {
  const found = row.querySelectorAll<HTMLElement>(controlSelector)
  return [...found].filter((control) => !control.matches(':disabled, [hidden], [hidden] *'))
}

function idOf(row: HTMLElement): string {
  return row.dataset['id'] ?? ''
}

function isFocusNowhere(): boolean {
  const { activeElement, body } = document
  return activeElement === null || activeElement === body
}

function findNeighbour(ids: readonly string[], goneId: string, left: ReadonlySet<string>): string | undefined {
  const index = ids.indexOf(goneId)
  const isLeft = (id: string): boolean => left.has(id)
  return ids.slice(index + 1).find(isLeft) ?? ids.slice(0, Math.max(0, index)).findLast(isLeft)
}

function isRightToLeft(row: HTMLElement): boolean {
  return getComputedStyle(row).direction === 'rtl'
}

/**
 * One less than fit, so that the last row of a page is the first one of the next. Scrolling boxes may be nested, and one
 * that only scrolls sideways is as high as its content, so the lowest of them decides.
 */
function countRowsInView(row: HTMLElement): number {
  let height = window.innerHeight
  for (let box = row.parentElement; box; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) height = Math.min(height, box.clientHeight)
  return Math.max(1, Math.floor(height / Math.max(1, row.offsetHeight)) - 1)
}
