import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { finishAnimations } from './support/finishAnimations.ts'
import { makeBytes, makeJpeg, makePdf, makePng, makeText } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { expect, test } from './support/test.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme })

    test('has no accessibility violation while the page is empty', async ({ page, openDemo }) => {
      await openDemo()
      await expectAccessible(page)
    })

    test('has no accessibility violation during uploads', async ({ page, openDemo, widget, traffic }) => {
      await openDemo()
      await limitUploads(page, 20_000)
      const files = ['one', 'two', 'three', 'four', 'five'].map((name) => makeBytes(`${name}.bin`, 400_000))
      await widget.choose(...files)
      await expect.poll(() => traffic.sends.length).toBe(3)
      await widget.row('two.bin').button('Pause').click()
      await widget.row('three.bin').button('Cancel').click()
      await expectAccessible(page)
    })

    test('has no accessibility violation after files have failed and been rejected', async ({
      page,
      openScene,
      widget,
      site,
    }) => {
      await openScene({ maxSizeBytes: 1000 })
      const refused = { kind: 'answer', status: 403, code: 'forbidden', message: 'You may only look.' } as const
      site.server.faults.add({ call: 'tickets', name: 'refused.txt', action: refused })
      const broken = { kind: 'answer', status: 409, code: 'already-used' } as const
      site.server.faults.add({ call: 'confirm', name: 'unregistered.txt', action: broken })
      await widget.choose(
        makeText('refused.txt'),
        makeText('unregistered.txt'),
        makeText('large.txt', 'many words '.repeat(100)),
      )
      await expect(widget.row('refused.txt').root).toContainText('You do not have permission to upload here.')
      await expect(widget.row('unregistered.txt').root).toContainText('The file was sent but not registered.')
      await expect(widget.rejection('large.txt')).toBeVisible()
      await expectAccessible(page)
    })

    test('has no accessibility violation with uploaded files and a full gallery', async ({
      page,
      openDemo,
      widget,
    }) => {
      await openDemo()
      const pictures = await Promise.all([1, 2, 3].map((n) => makeJpeg({ name: `photo ${n}.jpg` })))
      await widget.choose(...pictures, await makePng(), makePdf())
      await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(5)
      await expect(widget.gallery.locator('[data-status="shown"]')).toHaveCount(4)
      await expectAccessible(page)
    })
  })
}

for (const [title, width, fontSize] of [
  ['on a screen of 320 pixels', 320, '100%'],
  ['with text twice as large', 640, '200%'],
] as const) {
  test(`does not scroll sideways ${title}`, async ({ page, openDemo, widget }) => {
    await page.setViewportSize({ width, height: 640 })
    await openDemo()
    await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), fontSize)
    await widget.choose(makeText('a name that is longer than the screen is wide, by far.txt'), await makeJpeg())
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

async function expectAccessible(page: Page): Promise<void> {
  await finishAnimations(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    })),
  ).toEqual([])
}
