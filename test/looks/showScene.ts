import { render, waitFor } from '@testing-library/react'
import type { Scene } from './scenes.tsx'

/** The button of a row that lacks its file, until the code behind it has been loaded. */
const unloadedButton = "[data-action='choose'][aria-disabled]"

/** Renders a scene in a place whose size and position no page can change, and waits until it is in its state. */
export async function showScene(scene: Scene, inlineSizePx = 480): Promise<HTMLElement> {
  const frame = document.body.appendChild(document.createElement('main'))
  frame.style.cssText = `position: fixed; inset: 0 auto auto 0; display: grid; inline-size: ${inlineSizePx}px`
  const { container } = render(scene.render(), { container: frame })
  await scene.prepare?.(container)
  const find = (selector?: string): Element | null => (selector ? container.querySelector(selector) : null)
  await waitFor(() => {
    if (!find(scene.ready)) throw new Error(`${scene.ready} is not there yet.`)
    for (const pending of [scene.pending, unloadedButton]) {
      if (find(pending)) throw new Error(`${pending} is still there.`)
    }
  })
  // Tiles glide to their places. What the style sheet animates may never end.
  const moves = container.getAnimations({ subtree: true }).filter((animation) => !(animation instanceof CSSAnimation))
  await Promise.all(moves.map(({ finished }) => finished.catch(() => {})))
  return container
}
