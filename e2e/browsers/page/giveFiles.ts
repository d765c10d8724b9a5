export interface GivenFile {
  readonly name: string
  readonly type: string
  readonly base64: string
  readonly [name: string]: string
}

/**
 * Runs in a page: drops files on an element, or pastes them where the focus is. A script dispatches the events, because
 * WebDriver has no command for either; a real drag is tested in Chromium.
 */
export function giveFiles(way: 'drop' | 'paste', selector: string, files: readonly GivenFile[]): void {
  const data = new DataTransfer()
  for (const { name, type, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    data.items.add(new File([bytes], name, { type }))
  }
  const target = document.querySelector<HTMLElement>(selector)
  if (!target) throw new Error(`Nothing matches ${selector}.`)
  const init = { bubbles: true, cancelable: true }
  if (way === 'drop') {
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { ...init, dataTransfer: data }))
    }
  } else {
    target.focus()
    // Firefox takes no data in the constructor.
    const event = Object.defineProperty(new ClipboardEvent('paste', init), 'clipboardData', { value: data })
    target.dispatchEvent(event)
  }
}
