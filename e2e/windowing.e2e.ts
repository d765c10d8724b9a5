import type { Page } from '@playwright/test'
import { readLayoutShifts, watchLayoutShifts } from './support/layoutShifts.ts'
import { expect, test } from './support/test.ts'

const count = 240
const filesOfAPage = 60
/** The newest one is the first. */
const nameAt = (place: number): string => `photo ${String(count + 1 - place).padStart(5, '0')}.jpg`

/** So many tiles fit into two viewports, which is what is kept ready. */
const mostTiles = 120

test.use({ serverOptions: { seedCount: count } })
// The time of a test includes that of storing its files.
test.describe.configure({ timeout: 180_000 })

test.beforeEach(({ page }) => watchLayoutShifts(page))

const scrollToEnd = (page: Page): Promise<void> =>
  page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
const scrollToStart = (page: Page): Promise<void> => page.evaluate(() => scrollTo(0, 0))

test('scrolls through hundreds of files to the end and back, with few elements, and moves nothing', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  const tiles = widget.gallery.getByRole('listitem')
  const countNodes = (): Promise<number> => widget.gallery.evaluate((gallery) => gallery.querySelectorAll('*').length)
  await openDemo()
  await expect(widget.tile(nameAt(1))).toBeVisible()
  await expect(tiles).toHaveCount(filesOfAPage)
  const nodesOfAPage = await countNodes()
  const focused = widget.tile(nameAt(3)).getByRole('link')
  await focused.focus()
  const place = await widget.tile(nameAt(3)).boundingBox()

  const scrollOn = async (): Promise<number> => {
    await scrollToEnd(page)
    return traffic.calls('list').length
  }
  await expect.poll(scrollOn).toBe(count / filesOfAPage)
  // The tiles of the last page wait until those before them have moved.
  await expect(async () => {
    await scrollToEnd(page)
    await expect(widget.tile(nameAt(count))).toBeInViewport({ timeout: 500 })
  }).toPass()
  await expect(widget.tile(nameAt(count)).locator('[data-status]')).toHaveAttribute('data-status', 'shown')
  await expect(widget.tile(nameAt(count))).toHaveAttribute('aria-posinset', String(count))
  expect(await tiles.count()).toBeLessThan(mostTiles)
  expect(await countNodes()).toBeLessThan((nodesOfAPage * mostTiles) / filesOfAPage)
  await expect(focused).toBeFocused()

  await scrollToStart(page)
  await expect(widget.tile(nameAt(1))).toBeInViewport()
  await expect(focused).toBeFocused()
  expect(await widget.tile(nameAt(3)).boundingBox()).toEqual(place)
  expect(await readLayoutShifts(page)).toEqual([])
})
