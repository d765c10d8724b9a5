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

/** A key that is pressed and released. */
export function keyActions(value: string): InputActions {
  return [
    {
      type: 'key',
      id: 'keyboard',
      actions: [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ],
    },
  ]
}
