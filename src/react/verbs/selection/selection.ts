/** What is selected, in the order in which it was. */
export interface SelectionState {
  readonly ids: ReadonlySet<string>
  /** A tap or a click selects instead of opening. */
  readonly isSelecting: boolean
  /** Where a range starts. */
  readonly anchor: string | null
  /** What was selected before the range that is being drawn. */
  readonly beforeRange: ReadonlySet<string>
}

export type SelectionAction =
  | { readonly type: 'toggled'; readonly id: string; readonly isTouch?: boolean }
  | { readonly type: 'extended'; readonly id: string; readonly order: readonly string[] }
  | { readonly type: 'selected'; readonly ids: readonly string[] }
  | { readonly type: 'modeSet'; readonly isSelecting: boolean }
  | { readonly type: 'cleared' }

const nothing: ReadonlySet<string> = new Set()

export const noSelection: SelectionState = { ids: nothing, isSelecting: false, anchor: null, beforeRange: nothing }

export function reduceSelection(state: SelectionState, action: SelectionAction): SelectionState {
  switch (action.type) {
    case 'toggled': {
      const ids = new Set(state.ids)
      if (!ids.delete(action.id)) ids.add(action.id)
      const isSelecting = state.isSelecting || action.isTouch === true
      return { ids, isSelecting, anchor: action.id, beforeRange: ids }
    }
    case 'extended': {
      const start = action.order.indexOf(state.anchor ?? '')
      const end = action.order.indexOf(action.id)
      // Without an anchor, the range starts and ends here.
      const from = start < 0 ? end : start
      const range = action.order.slice(Math.min(from, end), Math.max(from, end) + 1)
      const anchor = start < 0 ? action.id : state.anchor
      return { ...state, ids: new Set([...state.beforeRange, ...range]), anchor }
    }
    case 'selected': {
      const ids = new Set(action.ids)
      return { ...state, ids, beforeRange: ids }
    }
    case 'modeSet':
      return action.isSelecting ? { ...state, isSelecting: true } : noSelection
    case 'cleared':
      return { ...noSelection, isSelecting: state.isSelecting }
  }
}
