import type { Page } from '@playwright/test'

/** Notes down every text that the list of uploads shows from now on; what it reads has all of them, also those that went by at once. */
export async function watchWords(page: Page): Promise<() => Promise<string>> {
  const texts = await page.evaluateHandle(() => {
    const seen = new Set<string>()
    new MutationObserver(() => {
      for (const row of document.querySelectorAll('main li')) seen.add(row.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => texts.evaluate((seen) => [...seen].join('\n'))
}
