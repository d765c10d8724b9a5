import { userEvent } from 'storybook/test'

/** Chooses files in the first file input of a story. */
export async function chooseFiles(canvas: HTMLElement, ...files: File[]): Promise<void> {
  const input = canvas.querySelector<HTMLInputElement>('input[type="file"]')
  if (!input) throw new Error('There is no file input.')
  // The input is hidden, and a user would click the button in front of it.
  await userEvent.setup({ pointerEventsCheck: 0 }).upload(input, files)
}

export function textFile(name: string, content: string): File {
  return new File([content], name, { type: 'text/plain' })
}
