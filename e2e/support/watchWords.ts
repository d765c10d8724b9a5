import type { Page } from '@playwright/test'

/** Records every text of the list's rows from now on, however briefly it is shown; returns a function that reads them. */
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
