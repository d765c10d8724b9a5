import type { Locator } from '@playwright/test'

/** Records every value of an attribute from now on; returns a function that reads them. */
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
