/** The middle of a control in the viewport; null while there is none that can be clicked. */
export type Place = { readonly x: number; readonly y: number } | null

/**
 * Runs in a page: scrolls to the control whose accessible name matches, and finds out where to click it. A control that
 * is covered by something else or moves is not found.
 */
export async function findControl(pattern: string): Promise<Place> {
  const name = new RegExp(pattern)
  const control = Array.from(document.querySelectorAll<HTMLElement>('button, a, summary, input')).find((element) => {
    const label = element.getAttribute('aria-label') ?? (element.innerText.trim() || element.title)
    return name.test(label) && element.getClientRects().length > 0
  })
  if (!control || control.matches(':disabled, [aria-disabled="true"]')) return null
  control.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  const before = control.getBoundingClientRect()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const { left, top, width, height } = control.getBoundingClientRect()
  if (left !== before.left || top !== before.top) return null
  const [x, y] = [left + width / 2, top + height / 2]
  const hit = document.elementFromPoint(x, y)
  return control.contains(hit) ? { x, y } : null
}
