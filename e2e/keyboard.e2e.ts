import type { FileChooser } from '@playwright/test'
import { makeBytes, makeText } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { expect, test } from './support/test.ts'

test('opens the file dialog with Enter and with Space', async ({ page, openScene, widget }) => {
  const dialogues: FileChooser[] = []
  page.on('filechooser', (dialogue) => dialogues.push(dialogue))
  await openScene()
  await page.keyboard.press('Tab')
  await expect(widget.zone).toBeFocused()
  for (const [key, name] of [
    ['Enter', 'by enter.txt'],
    ['Space', 'by space.txt'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(() => dialogues.length).toBe(1)
    await dialogues.pop()?.setFiles([makeText(name)])
    await expect(widget.row(name).root).toContainText('Uploaded')
    await expect(widget.zone).toBeFocused()
  }
})

test('reaches every button of a row with the arrow keys, and pauses, resumes and cancels with Enter', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  await openDemo()
  await limitUploads(page, 50_000)
  await widget.choose(makeBytes('slow.bin', 2_000_000))
  const row = widget.row('slow.bin')
  await expect.poll(() => traffic.sends.length).toBe(1)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(row.button('Pause')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.root).toContainText('Paused')
  await expect(row.button('Resume')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.root).toContainText('Sending')
  await expect(row.button('Pause')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(row.button('Cancel')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.root).toContainText('Cancelled')
  await expect(row.button('Clear')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(row.button('Retry')).toBeFocused()
})

test('stops once at the list on the way through the page, and clears rows with Delete', async ({
  page,
  openDemo,
  widget,
}) => {
  await openDemo()
  await widget.choose(makeText('one.txt'), makeText('two.txt'), makeText('three.txt'))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  await expect(widget.list.locator('button:not([tabindex="-1"])')).toHaveCount(1)
  await widget.zone.focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(widget.row('one.txt').button('Clear')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await expect(widget.row('three.txt').button('Clear')).toBeFocused()
  // The end of the batch may be announced in the same moment.
  await expect(widget.announcement).toContainText('two.txt cleared from the list.')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Clear finished' })).toBeFocused()
})

test('moves the focus to the next row when one is removed, and to the dropzone after the last', async ({
  page,
  openDemo,
  widget,
}) => {
  await openDemo()
  await widget.choose(makeText('one.txt'), makeText('two.txt'), makeText('three.txt'))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  await widget.row('two.txt').button('Clear').focus()
  await page.keyboard.press('Enter')
  await expect(widget.rows('two.txt')).toHaveCount(0)
  await expect(widget.row('three.txt').button('Clear')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(widget.row('one.txt').button('Clear')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(widget.list).toHaveCount(0)
  await expect(widget.zone).toBeFocused()
})

test('keeps the focus in the row when an upload finishes', async ({ page, openDemo, widget }) => {
  await openDemo()
  const lift = await limitUploads(page, 50_000)
  await widget.choose(makeBytes('ends.bin', 2_000_000))
  const row = widget.row('ends.bin')
  await row.button('Pause').focus()
  await lift()
  await expect(row.root).toContainText('Uploaded')
  await expect(row.button('Clear')).toBeFocused()
})
