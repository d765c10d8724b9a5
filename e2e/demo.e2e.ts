import { testedApis } from './support/apis.ts'
import { makeText } from './support/files.ts'
import { expect, test } from './support/test.ts'

test('makes sample photos in the page, and uploads each while it makes the next', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  await openDemo()
  await page.getByRole('button', { name: 'Use sample photos' }).click()
  for (const name of ['Five ridges, first light.jpg', 'Balloons at seven.jpg']) {
    await expect(widget.row(name).root).toContainText('Uploaded', { timeout: 45_000 })
  }
  await expect(page.getByRole('button', { name: /^Making photo \d+ of 12$/ })).toBeVisible()
  const [first, second] = traffic.tickets
  expect(await traffic.sha256(first?.key)).not.toBe(await traffic.sha256(second?.key))
})

test('shows the same uploads as rows, as tiles and in a tray', async ({ page, openDemo, widget }) => {
  await openDemo()
  await widget.choose(makeText('notes.txt'))
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  await page.getByRole('radio', { name: 'Tiles' }).check()
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  await page.getByRole('radio', { name: 'Tray' }).check()
  const tray = page.getByRole('region', { name: 'Uploads' })
  await expect(tray).toContainText('notes.txt')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Tray' })).toBeChecked()
})

test('keeps the order of the files, also beside newer ones', async ({ page, openDemo, widget }) => {
  await openDemo()
  const store = async (name: string): Promise<void> => {
    await widget.choose(makeText(name))
    await expect(widget.tile(name)).toBeVisible()
  }
  for (const name of ['three.txt', 'two.txt', 'one.txt']) await store(name)
  const links = page.getByRole('link', { name: /^Open / })
  const expectOrder = (...names: readonly string[]): Promise<void> =>
    expect
      .poll(() => links.evaluateAll((found) => found.map((link) => link.ariaLabel)))
      .toEqual(names.map((name) => `Open ${name}`))
  await expectOrder('one.txt', 'two.txt', 'three.txt')
  await page.getByRole('button', { name: 'Move one.txt' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expectOrder('two.txt', 'three.txt', 'one.txt')
  await store('zero.txt')
  await page.reload()
  await expectOrder('zero.txt', 'two.txt', 'three.txt', 'one.txt')
})

test('shows the parts in the chosen language, and remembers it', async ({ page, openDemo }) => {
  await openDemo()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await expect(page.getByRole('button', { name: /^Dateien hier ablegen/ })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.reload()
  await expect(page.getByRole('button', { name: /^Dateien hier ablegen/ })).toBeVisible()
})

test('turns the page with the direction of its language', async ({ page, openDemo }) => {
  await openDemo()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('en')
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
})

test('switches between light and dark colours', async ({ page, openDemo }) => {
  await openDemo()
  const button = page.getByRole('button', { name: 'Dark mode' })
  await button.click()
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
  await button.click()
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light')
})

for (const id of ['rest', ...testedApis.map((api) => api.id)]) {
  test(`introduces ${id} with a link to its document`, async ({ page, openDemo }) => {
    await openDemo(id)
    await page.getByRole('main').getByRole('link', { name: /^Read/ }).click()
    await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByRole('link', { name: 'Back to the demo' }).click()
    await expect(page.getByRole('region', { name: 'Upload', exact: true })).toBeVisible()
  })
}
