import type { Sample } from './pages/probe.ts'
import { makeBytes, makeDiskFile } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { watchAttribute } from './support/watchAttribute.ts'
import { expect, test } from './support/test.ts'

/** Slow enough that the upload is still running when a test lifts the limit. */
const slowBytesPerSecond = 100_000
const sizeBytes = 3_000_000

test('never decreases, and is complete only when the file is registered', async ({ page, openScene, widget, site }) => {
  const file = makeBytes('video.bin', sizeBytes)
  await openScene()
  const lift = await limitUploads(page, slowBytesPerSecond)
  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(file)
  const row = widget.row(file.name)
  const seen = await watchAttribute(row.progress, 'aria-valuenow')
  await expect.poll(async () => new Set(await seen()).size).toBeGreaterThan(5)
  await lift()

  await confirm.arrived
  const lastStatus = (): Promise<string | undefined> =>
    page.evaluate(() => window.coatcheckProbe?.samples.at(-1)?.status)
  await expect.poll(lastStatus).toBe('confirming')
  await expect(row.root).toContainText('Finishing')
  const beforeConfirm = Number(await row.progress.getAttribute('aria-valuenow'))
  expect(beforeConfirm).toBeLessThan(100)
  confirm.release()
  await expect(row.root).toContainText('Uploaded')
  await expect(row.progress).toHaveAttribute('aria-valuenow', '100')

  const shown = (await seen()).map(Number)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))

  const samples = await page.evaluate(() => window.coatcheckProbe?.samples ?? [])
  expectNeverFalling(samples.map(({ sentBytes }) => sentBytes))
  expectNeverFalling(samples.map(({ totalProgress }) => totalProgress))
  const early = samples.filter(({ status }) => status !== 'done')
  expect(Math.max(...early.map(({ totalProgress }) => totalProgress))).toBeLessThan(1)
  expect(samples.at(-1)).toMatchObject({ status: 'done', sentBytes: sizeBytes, totalProgress: 1 })
  expect(stepsOf(samples)).toEqual(['sending', 'confirming', 'done'])
})

test('counts the bytes read separately from the bytes sent', async ({ page, openScene, widget }) => {
  const file = await makeDiskFile('large.bin', 100_000_000)
  // A fast machine may read the file between two notifications, so the clock runs faster here.
  await openScene({ scene: 'fault', hurry: 20, timeout: 200_000 })
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded', { timeout: 20_000 })
  await file.remove()
  const samples = await page.evaluate(() => window.coatcheckProbe?.samples ?? [])
  const inspecting = samples.filter(({ status }) => status === 'inspecting')
  expectNeverFalling(inspecting.map(({ inspectedBytes }) => inspectedBytes))
  expect(new Set(inspecting.map(({ inspectedBytes }) => inspectedBytes)).size).toBeGreaterThan(2)
  expect(inspecting.every(({ sentBytes }) => sentBytes === 0)).toBe(true)
})

test('shows the time left, and announces the end', async ({ page, openScene, widget }) => {
  await openScene()
  // Nothing is announced before the live region has been loaded.
  await widget.announcement.waitFor({ state: 'attached' })
  const lift = await limitUploads(page, slowBytesPerSecond)
  await widget.choose(makeBytes('slow.bin', sizeBytes))
  await expect(widget.announcement).toHaveText('slow.bin added.')
  await expect(widget.row('slow.bin').root).toContainText(/Sending.*left/)
  await lift()
  await expect(widget.announcement).toHaveText('slow.bin uploaded.')
})

function expectNeverFalling(values: readonly number[]): void {
  expect(values.length).toBeGreaterThan(0)
  expect(values).toEqual(values.toSorted((a, b) => a - b))
}

/** Earlier steps may be shorter than the interval between notifications, so listeners may not see them. */
const stepsBefore = ['queued', 'inspecting', 'requesting']

function stepsOf(samples: readonly Sample[]): readonly string[] {
  const steps = samples.map(({ status }) => status).filter((status) => !stepsBefore.includes(status))
  return steps.filter((status, index) => status !== steps[index - 1])
}
