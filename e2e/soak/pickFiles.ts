import type { Page } from 'playwright'

/**
 * Sets the files of the page's file input. Playwright is not used for that, because it keeps a reference to the input,
 * and with it to all its files, for as long as the page exists.
 */
export async function pickFiles(page: Page, files: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { result } = await devtools.send('Runtime.evaluate', {
    expression: `document.querySelector('input[type=file]')`,
  })
  await devtools.send('DOM.setFileInputFiles', { files: [...files], objectId: result.objectId ?? '' })
  await devtools.detach()
}
