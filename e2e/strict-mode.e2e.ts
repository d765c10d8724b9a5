import { makeBytes, makeText } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { expect, test } from './support/test.ts'
import type { Traffic } from './support/traffic.ts'

// Every page of the end-to-end tests renders in StrictMode.

test('P4 makes one ticket request, one PUT and one confirm for each file', async ({ openScene, widget, traffic }) => {
  const files = [makeText('one.txt'), makeText('two.txt'), makeText('three.txt')]
  await openScene({ gather: 'no' })
  await widget.choose(...files)
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  expectOnceEach(traffic, 3)
})

test('P5 keeps the uploader when the widget is hidden and shown at once', async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  const file = makeBytes('going.bin', 3_000_000)
  await openScene({ scene: 'activity' })
  const lift = await limitUploads(page, 200_000)
  await widget.choose(file)
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(50_000)
  await page.getByRole('button', { name: 'Hide and show at once' }).click()
  await lift()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expectOnceEach(traffic, 1)
  expect(await page.evaluate(() => window.coatcheckProbe?.uploaders.length)).toBe(1)
})

test('works with a new uploader when the widget is shown again later', async ({ page, openScene, widget, traffic }) => {
  await openScene({ scene: 'activity' })
  await widget.choose(makeText('before.txt'))
  await expect(widget.row('before.txt').root).toContainText('Uploaded')
  const shown = page.getByRole('button', { name: 'Shown' })
  await shown.click()
  await expect(widget.zone).toBeHidden()
  await shown.click()
  await expect(widget.zone).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.coatcheckProbe?.uploaders.length)).toBe(2)
  await widget.choose(makeText('after.txt'))
  await expect(widget.row('after.txt').root).toContainText('Uploaded')
  expectOnceEach(traffic, 2)
})

test('P5 abandons its uploads when the widget stays hidden', async ({ page, openScene, widget, traffic }) => {
  await openScene({ scene: 'activity' })
  await limitUploads(page, 200_000)
  await widget.choose(makeBytes('given up.bin', 3_000_000))
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
  await page.getByRole('button', { name: 'Shown' }).click()
  await expect.poll(() => traffic.sends[0]?.isBrokenOff).toBe(true)
  await expect.poll(() => traffic.calls('abandon').length).toBe(1)
  expect(traffic.records).toEqual([])
})

test("P5 continues while hidden with the app's own uploader", async ({ page, openScene, widget, traffic }) => {
  const file = makeBytes('unseen.bin', 3_000_000)
  await openScene({ scene: 'activity', uploader: 'app' })
  const lift = await limitUploads(page, 200_000)
  await widget.choose(file)
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(50_000)
  const shown = page.getByRole('button', { name: 'Shown' })
  await shown.click()
  await lift()
  await expect.poll(() => traffic.records.length).toBe(1)
  await shown.click()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expectOnceEach(traffic, 1)
})

function expectOnceEach(traffic: Traffic, count: number): void {
  const members = (call: 'tickets' | 'confirm'): number =>
    traffic.calls(call).reduce((sum, record) => sum + record.members, 0)
  expect([members('tickets'), traffic.sends.length, members('confirm')]).toEqual([count, count, count])
  expect(traffic.records).toHaveLength(count)
}
