import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { finishAnimations } from './support/finishAnimations.ts'
import { makeJpeg, makePdf, makeWav } from './support/files.ts'
import { expect, test } from './support/test.ts'
import type { Widget } from './support/Widget.ts'

const names = ['one.jpg', 'two.jpg', 'three.jpg']

/** Stores the files and opens the page again, so that the list of the server is shown. The newest is the first. */
async function store(page: Page, widget: Widget): Promise<void> {
  for (const name of names.toReversed()) {
    // The zone has other words for fingers.
    await page.locator('input[type="file"]').setInputFiles(await makeJpeg({ name, width: 600, height: 400 }))
    await expect(widget.tile(name)).toBeVisible()
  }
  await page.reload()
  await expect(widget.gallery.getByRole('listitem')).toHaveCount(names.length)
}

const opener = (page: Page, name: string): Locator => page.getByRole('link', { name: `Open ${name}` })
const lightbox = (page: Page): Locator => page.getByRole('dialog', { name: 'Viewer' })

async function middleOf(element: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  if (!box) throw new Error('The element is not shown.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function expectShown(page: Page, ...shown: readonly string[]): Promise<void> {
  await expect
    .poll(() => page.getByRole('link', { name: /^Open / }).evaluateAll((links) => links.map((link) => link.ariaLabel)))
    .toEqual(shown.map((name) => `Open ${name}`))
}

async function expectAccessible(page: Page): Promise<void> {
  await finishAnimations(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

test.describe('with a mouse', () => {
  test('deletes a file for good once the time to undo is over', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 200 })
    await store(page, widget)
    const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE')
    await widget.tile('two.jpg').hover()
    await page.getByRole('button', { name: 'Delete two.jpg' }).click()
    expect((await deleted).status()).toBeLessThan(300)
    await page.reload()
    await expectShown(page, 'one.jpg', 'three.jpg')
  })

  test('brings a deleted file back, and its row and form value with it', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 60_000 })
    await widget.choose(await makeJpeg({ name: 'new.jpg' }))
    await expect(page.locator('input[name="attachments"]')).toHaveCount(1)
    await widget.tile('new.jpg').hover()
    await page.getByRole('button', { name: 'Delete new.jpg' }).click()
    await expect(widget.row('new.jpg').root).toHaveCount(0)
    await expect(page.locator('input[name="attachments"]')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(widget.tile('new.jpg')).toBeVisible()
    await expect(page.locator('input[name="attachments"]')).toHaveCount(1)
  })

  test('deletes when the page is left before the time to undo is over', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 60_000 })
    await store(page, widget)
    await widget.tile('one.jpg').hover()
    await page.getByRole('button', { name: 'Delete one.jpg' }).click()
    await expectShown(page, 'two.jpg', 'three.jpg')
    await page.goto('about:blank')
    await openScene({ scene: 'managed' })
    await expectShown(page, 'two.jpg', 'three.jpg')
  })

  test('edits the name and the alternative text', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await widget.tile('one.jpg').hover()
    await page.getByRole('button', { name: 'Edit one.jpg' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit details' })
    await expectAccessible(page)
    await dialog.getByRole('textbox', { name: 'Name' }).fill('harbour.jpg')
    await dialog.getByRole('textbox', { name: 'Alternative text' }).fill('The harbour at night')
    const changed = page.waitForResponse((response) => response.request().method() === 'PATCH')
    await dialog.getByRole('button', { name: 'Save' }).click()
    expect((await changed).status()).toBe(200)
    await page.reload()
    await expectShown(page, 'The harbour at night, harbour.jpg', 'two.jpg', 'three.jpg')
  })

  test('downloads a file under its name', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await widget.tile('one.jpg').hover()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download one.jpg' }).click()
    expect((await download).suggestedFilename()).toBe('one.jpg')
  })

  test('selects a range and deletes all of it', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 200 })
    await store(page, widget)
    await opener(page, 'one.jpg').click({ modifiers: ['ControlOrMeta'] })
    await opener(page, 'two.jpg').click({ modifiers: ['Shift'] })
    const bar = page.getByRole('region', { name: 'Selection' })
    await expect(bar).toContainText('2 selected')
    await expectAccessible(page)
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expectShown(page, 'three.jpg')
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0)
    await page.reload()
    await expectShown(page, 'three.jpg')
  })

  test('drags a file to another place', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await widget.tile('one.jpg').hover()
    await page.getByRole('button', { name: 'Move one.jpg' }).hover()
    await page.mouse.down()
    await widget.tile('three.jpg').hover()
    await page.mouse.up()
    await expectShown(page, 'two.jpg', 'three.jpg', 'one.jpg')
    await expect(page.getByTestId('order')).toHaveText('3')
  })

  test('looks at one picture after the other, and zooms', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await opener(page, 'one.jpg').click()
    const dialog = lightbox(page)
    await expect(dialog.getByRole('img', { name: 'one.jpg' })).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Next' }).click()
    await expect(dialog.getByText('2 of 3', { exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Zoom in' }).click()
    await expect(dialog.getByRole('button', { name: 'Zoom out' })).not.toHaveAttribute('aria-disabled')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(opener(page, 'two.jpg')).toBeFocused()
  })
})

test.describe('with the keyboard', () => {
  test('opens, turns the pages, closes, selects, deletes and undoes', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 60_000 })
    await store(page, widget)
    await opener(page, 'one.jpg').focus()
    await page.keyboard.press('Enter')
    await expect(lightbox(page)).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(lightbox(page).getByText('2 of 3', { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(opener(page, 'two.jpg')).toBeFocused()

    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowRight')
    await expect(page.getByRole('checkbox', { name: 'Select three.jpg' })).toBeChecked()
    await page.keyboard.press('ControlOrMeta+a')
    await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 selected')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(0)

    await opener(page, 'one.jpg').focus()
    await page.keyboard.press('Delete')
    await expectShown(page, 'two.jpg', 'three.jpg')
    await page.keyboard.press('ControlOrMeta+z')
    await expectShown(page, 'one.jpg', 'two.jpg', 'three.jpg')
  })

  test('moves a file, and says where it is', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await page.getByRole('button', { name: 'Move one.jpg' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await expect(widget.announcement.filter({ hasText: 'Position 2 of 3.' })).toHaveCount(1)
    await page.keyboard.press('Space')
    await expectShown(page, 'two.jpg', 'one.jpg', 'three.jpg')
  })
})

test.describe('with a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } })

  test('opens with a tap, and selects with a long press and taps', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed', undoMs: 200 })
    await store(page, widget)
    await opener(page, 'one.jpg').tap()
    await lightbox(page).getByRole('button', { name: 'Close' }).tap()
    await expect(lightbox(page)).toHaveCount(0)

    const touchPoints = [await middleOf(opener(page, 'one.jpg'))]
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await expect(page.getByRole('checkbox', { name: 'Select one.jpg' })).toBeChecked()
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await opener(page, 'two.jpg').tap()
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).tap()
    await expectShown(page, 'three.jpg')
  })

  test('drags a file by its handle to another place, and the page does not scroll', async ({
    page,
    openScene,
    widget,
  }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    const from = await middleOf(page.getByRole('button', { name: 'Move one.jpg' }))
    const to = await middleOf(widget.tile('three.jpg'))
    const before = await page.evaluate(() => scrollY)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    for (const share of [0.25, 0.5, 0.75, 1]) {
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] })
    }
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expectShown(page, 'two.jpg', 'three.jpg', 'one.jpg')
    expect(await page.evaluate(() => scrollY)).toBe(before)
  })

  test('swipes to the next picture', async ({ page, openScene, widget }) => {
    await openScene({ scene: 'managed' })
    await store(page, widget)
    await opener(page, 'one.jpg').tap()
    await expect(lightbox(page).getByRole('img', { name: 'one.jpg' })).toBeVisible()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 330, y: 400 }] })
    for (const x of [300, 240, 160, 80]) {
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x, y: 400 }] })
    }
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(lightbox(page).getByText('2 of 3', { exact: true })).toBeVisible()
  })
})

test('offers to download a document in the lightbox', async ({ page, openScene, widget }) => {
  await openScene({ scene: 'managed' })
  await widget.choose(makePdf('plan.pdf'))
  await expect(widget.tile('plan.pdf')).toBeVisible()
  await page.reload()
  await opener(page, 'plan.pdf').click()
  await expect(lightbox(page).getByRole('link', { name: 'Download plan.pdf' })).toBeVisible()
})

test('plays a recording from storage in the lightbox', async ({ page, openScene, widget }) => {
  await openScene({ scene: 'managed' })
  await widget.choose(makeWav('call.wav'))
  await expect(widget.tile('call.wav')).toBeVisible()
  await page.reload()
  await opener(page, 'call.wav').click()
  const player = lightbox(page).getByLabel('call.wav', { exact: true })
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1)
})
