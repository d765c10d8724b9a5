import type { Page } from '@playwright/test'
import type { TestFile } from './files.ts'

/** Pastes files where the focus is. A script dispatches the event, because a test cannot put files on the clipboard. */
export async function pasteFiles(page: Page, files: readonly TestFile[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }))
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer()
    for (const { name, mimeType, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0)
      clipboardData.items.add(new File([bytes], name, { type: mimeType }))
    }
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, contents)
}
