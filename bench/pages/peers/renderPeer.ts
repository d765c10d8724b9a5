import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

/** Puts a peer's components on the page. */
export function renderPeer(node: ReactNode): void {
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no root.')
  createRoot(root).render(node)
}
