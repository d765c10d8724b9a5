import { type Context, createContext, useState } from 'react'

/** How the uploads are shown: as rows, as tiles, or in a corner of the window. */
export type View = 'list' | 'tiles' | 'tray'

export const views: readonly { readonly view: View; readonly label: string }[] = [
  { view: 'list', label: 'List' },
  { view: 'tiles', label: 'Tiles' },
  { view: 'tray', label: 'Tray' },
]

export const ViewContext: Context<View> = createContext<View>('list')

const storageKey = 'coatcheck-demo-view'

/** The view that was last chosen in this tab, also with another API. */
export function useView(): readonly [view: View, choose: (view: View) => void] {
  const [view, setView] = useState(readView)
  return [
    view,
    (next) => {
      sessionStorage.setItem(storageKey, next)
      setView(next)
    },
  ]
}

function readView(): View {
  const stored = sessionStorage.getItem(storageKey)
  return views.find(({ view }) => view === stored)?.view ?? 'list'
}
