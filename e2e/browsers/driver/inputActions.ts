import { type HeldKey, type Key, webDriverKeys } from './browserDriver.ts'

/** WebDriver's input actions, which WebDriver BiDi has taken over. */
export type InputActions = readonly object[]

/** A click at a point of the viewport. */
export function clickActions(x: number, y: number): InputActions {
  return [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ]
}

/** A key that is pressed and released, while another one may be held down. */
export function keyActions(key: Key, held?: HeldKey): InputActions {
  const values = [...(held ? [held] : []), key].map((name) => webDriverKeys[name])
  const actions = [
    ...values.map((value) => ({ type: 'keyDown', value })),
    ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]
  return [{ type: 'key', id: 'keyboard', actions }]
}
