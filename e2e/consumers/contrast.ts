import type { Locator } from 'playwright'

/**
 * The contrast between a colour of an element and what can be seen behind another one, as WCAG defines it. What lets
 * other colours through is laid over them, except for `opacity`.
 */
export async function measureContrast(
  element: Locator,
  property: 'color' | 'borderTopColor',
  behind: Locator,
): Promise<number> {
  const other = await behind.elementHandle()
  return element.evaluate(
    (node, [start, name]) => {
      const layers: string[] = []
      for (let around: Element | null = start; around; around = around.parentElement)
        layers.unshift(getComputedStyle(around).backgroundColor)
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
      const measureLuminance = (colours: readonly string[]): number => {
        for (const colour of ['white', ...colours]) {
          canvas.fillStyle = colour
          canvas.fillRect(0, 0, 1, 1)
        }
        const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
          const share = byte / 255
          return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
      }
      const pair = [layers, [...layers, getComputedStyle(node)[name]]].map(measureLuminance)
      return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)
    },
    [other, property] as const,
  )
}

/** The texts and icons in an element that have a contrast below 4.5:1. */
export async function findPale(root: Locator): Promise<readonly string[]> {
  const inks = root.locator(
    'xpath=descendant-or-self::*[text()[normalize-space()] or local-name() = "svg"][not(ancestor-or-self::*[@aria-disabled])]',
  )
  const found = await Promise.all(
    (await inks.filter({ visible: true }).all()).map(async (ink) => {
      const contrast = await measureContrast(ink, 'color', ink)
      if (contrast >= 4.5) return []
      const html = await ink.evaluate((node) => node.outerHTML.slice(0, 120))
      return [`${html}: ${contrast.toFixed(2)}`]
    }),
  )
  return found.flat()
}
