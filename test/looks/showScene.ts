import { render, waitFor } from '@testing-library/react'
import type { Scene } from './scenes.tsx'

/** Renders a scene in a place whose size and position no page can change, and waits until it is in its state. */
export async function showScene(scene: Scene, inlineSizePx = 480): Promise<HTMLElement> {
  const frame = document.body.appendChild(document.createElement('main'))
  frame.style.cssText = `position: fixed; inset: 0 auto auto 0; display: grid; inline-size: ${inlineSizePx}px`
  const { container } = render(scene.render(), { container: frame })
  await scene.prepare?.(container)
  const find = (selector?: string): Element | null => (selector ? container.querySelector(selector) : null)
  await waitFor(() => {
    if (!find(scene.ready)) throw new Error(`${scene.ready} is not there yet.`)
    if (find(scene.pending)) throw new Error(`${scene.pending} is still there.`)
  })
  return container
}
