import { expect, waitFor } from 'storybook/test'

/** Simulates a drag of a file of this type over an element, and waits until it shows that. */
export async function dragOver(canvas: HTMLElement, selector: string, type: string): Promise<void> {
  const target = canvas.querySelector(selector)
  if (!target) throw new Error(`There is no ${selector}.`)
  const data = new DataTransfer()
  data.items.add(new File(['x'], 'dragged', { type }))
  const event = new DragEvent('dragenter', { bubbles: true, cancelable: true })
  // Not every browser accepts a synthetic DataTransfer in the constructor.
  Object.defineProperty(event, 'dataTransfer', { value: data })
  target.dispatchEvent(event)
  await waitFor(() => expect(target).toHaveAttribute('data-drop-target'))
}
