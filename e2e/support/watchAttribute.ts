import type { Locator } from '@playwright/test'

/** Notes down every value that an attribute takes from now on; returns what reads the notes. */
export async function watchAttribute(target: Locator, name: string): Promise<() => Promise<readonly string[]>> {
  const values = await target.evaluateHandle((element, attribute) => {
    const seen = [element.getAttribute(attribute) ?? '']
    new MutationObserver(() => seen.push(element.getAttribute(attribute) ?? '')).observe(element, {
      attributeFilter: [attribute],
    })
    return seen
  }, name)
  return () => values.jsonValue()
}
