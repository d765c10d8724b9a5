import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { makeBytes, makeDiskFile, makeJpeg, makePdf, makePng, makeText } from './support/files.ts'
import { finishAnimations } from './support/finishAnimations.ts'
import { limitUploads } from './support/network.ts'
import { expect, test } from './support/test.ts'
import type { Widget } from './support/Widget.ts'

/**
 * `SHOTS=folder npx playwright test screenshots` takes pictures of the page to look at, and with `-g README` only those
 * of the README. Without `SHOTS` this file has no tests.
 */
const folder = process.env['SHOTS']

const patience = { timeout: 60_000 }

const screens = [
  { name: 'desktop', viewport: { width: 1280, height: 900 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
] as const

if (folder) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, viewport } of screens) {
      test.describe(`${name} in ${colorScheme} colours`, () => {
        test.use({ colorScheme, viewport, deviceScaleFactor: 2 })
        const shoot = (page: Page, state: string): Promise<Buffer> =>
          page.screenshot({ path: join(folder, `${state}-${name}-${colorScheme}.png`), fullPage: true })

        test('empty', async ({ page, openDemo, widget }) => {
          await openDemo()
          await expect(widget.gallery).toContainText('Nothing here yet')
          await shoot(page, 'empty')
        })

        test('dragging', async ({ page, openDemo, widget }) => {
          const { dragFiles } = await import('./support/dropFiles.ts')
          const file = await makeDiskFile('photo.jpg', 10_000)
          await openDemo()
          const drag = await dragFiles(page, widget.zone, [file.path])
          await drag.enter()
          await expect(page.locator('.coatcheck-dropzone[data-drop-target]')).toHaveCount(1)
          await shoot(page, 'dragging')
          await file.remove()
        })

        test('busy', async ({ page, openDemo, widget, traffic }) => {
          await openDemo()
          await widget.choose(await makeJpeg({ name: 'stored before.jpg' }), await makePng({ name: 'plan.png' }))
          await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
          await limitUploads(page, 40_000)
          await widget.choose(
            await makeJpeg({
              name: 'IMG_2041 the harbour seen from the pier, just before sunset.jpg',
              width: 4000,
              height: 3000,
            }),
            makeBytes('video.mov', 900_000),
            makeBytes('paused.zip', 900_000),
            makePdf('waiting.pdf'),
          )
          await expect.poll(() => traffic.sends.length).toBeGreaterThan(4)
          await widget.row('paused.zip').button('Pause').click()
          await expect(widget.row('video.mov').root).toContainText(/Sending.* left/)
          await finishAnimations(page)
          await shoot(page, 'busy')
        })

        test('failed', async ({ page, openScene, openDemo, widget, site }) => {
          await openDemo()
          const refused = { kind: 'answer', status: 403, code: 'forbidden', message: 'You may only look.' } as const
          site.server.faults.add({ call: 'tickets', name: 'refused.jpg', action: refused })
          const broken = { kind: 'answer', status: 409, code: 'already-used' } as const
          site.server.faults.add({ call: 'confirm', name: 'unregistered.pdf', action: broken })
          await widget.choose(
            await makeJpeg({ name: 'refused.jpg' }),
            makePdf('unregistered.pdf'),
            await makeJpeg({ name: 'fine.jpg' }),
          )
          await expect(widget.row('fine.jpg').root).toContainText('Uploaded')
          await expect(widget.row('unregistered.pdf').root).toContainText('not registered')
          await finishAnimations(page)
          await shoot(page, 'failed')

          await openScene({ accept: 'image/*', maxSizeBytes: 10_000 })
          await widget.choose(
            makeText('notes.txt'),
            await makeJpeg({ name: 'a photo of everything at once.jpg', width: 1600, height: 1200 }),
            await makeJpeg({ name: 'small.jpg' }),
          )
          await expect(widget.row('small.jpg').root).toContainText('Uploaded')
          await finishAnimations(page)
          await shoot(page, 'rejected')
        })

        test('full', async ({ page, openDemo, widget }) => {
          await openDemo()
          const shapes = [
            [900, 600],
            [600, 900],
            [800, 800],
            [1200, 500],
            [640, 480],
          ] as const
          const photos = Array.from({ length: 16 }, (_, index) => {
            const [width, height] = shapes[index % shapes.length] ?? shapes[0]
            return makeJpeg({ name: `photo ${index + 1}.jpg`, width, height })
          })
          await widget.choose(
            ...(await Promise.all(photos)),
            makePdf('the annual report.pdf'),
            makeText('صورة الميناء 🌅.txt'),
          )
          await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(18)
          await showWholeGallery(page, widget)
          await finishAnimations(page)
          await shoot(page, 'full-with-rows')
          await page.reload()
          await showWholeGallery(page, widget)
          await finishAnimations(page)
          await shoot(page, 'full')
        })
      })
    }

    test.describe(`README in ${colorScheme} colours`, () => {
      // Painting twelve photos takes a while.
      test.setTimeout(300_000)
      test.use({
        colorScheme,
        viewport: { width: 1080, height: 1051 },
        deviceScaleFactor: 1.25,
        // Bars that glide would be behind their numbers in the picture.
        contextOptions: { reducedMotion: 'reduce' },
      })

      test('README', async ({ page, openDemo, widget }) => {
        await openDemo()
        await page.getByRole('button', { name: 'Use sample photos' }).click()
        const uploaded = widget.list.getByText('Uploaded', { exact: true })
        await expect(uploaded).toHaveCount(9, { timeout: 120_000 })
        // Empties the list, and keeps the gallery.
        await page.getByRole('button', { name: 'Clear finished' }).click()
        await expect(widget.row('Moon over the mesa.jpg').root).toContainText('Uploaded', patience)
        await expect(widget.row('First snow.jpg').root).toContainText('Uploaded', patience)
        await limitUploads(page, 200_000)
        const row = widget.row('Street lamps, out of focus.jpg')
        await expect(row.root.locator('img')).toBeVisible(patience)
        // It waits until everything else is in the picture.
        await row.button('Pause').click()
        await showWholeGallery(page, widget)
        await row.button('Resume').click()
        await expect(row.root).toContainText(/left/)
        await expect
          .poll(async () => Number(await row.progress.getAttribute('aria-valuenow')), { intervals: [100] })
          .toBeGreaterThan(30)
        await page.mouse.move(0, 0)
        await finishAnimations(page)
        const picture = await page.screenshot()
        await sharp(picture)
          .webp({ quality: 70, effort: 6, smartSubsample: true })
          .toFile(join(folder, `demo-${colorScheme}.webp`))
      })
    })
  }
}

/** Scrolls through the gallery, so that pictures below the fold are loaded, and back to the top. */
async function showWholeGallery(page: Page, { gallery }: Widget): Promise<void> {
  const pictures = gallery.locator('[data-status]')
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect(picture).toHaveAttribute('data-status', 'shown')
  }
  await page.evaluate(() => window.scrollTo(0, 0))
}
