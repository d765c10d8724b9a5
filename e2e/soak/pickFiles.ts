import type { Page } from 'playwright'

/**
 * Gives files to the page's file input. Not through Playwright, which holds on to an input that it once had in hand, and
 * with it to all its files, for as long as the page is there.
 */
export async function pickFiles(page: Page, files: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const { result } = await devtools.send('Runtime.evaluate', {
    expression: `document.querySelector('input[type=file]')`,
  })
  await devtools.send('DOM.setFileInputFiles', { files: [...files], objectId: result.objectId ?? '' })
  await devtools.detach()
}
