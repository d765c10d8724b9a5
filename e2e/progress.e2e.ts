import type { Sample } from './pages/probe.ts'
import { makeBytes, makeDiskFile } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { watchAttribute } from './support/watchAttribute.ts'
import { expect, test } from './support/test.ts'

test('never falls, and is complete only when the file is registered', async ({ page, openScene, widget, site }) => {
  const file = makeBytes('film.bin', 600_000)
  await openScene()
  await limitUploads(page, 300_000)
  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(file)
  const row = widget.row(file.name)
  const seen = await watchAttribute(row.progress, 'aria-valuenow')

  await confirm.arrived
  await expect(row.root).toContainText('Finishing…')
  const beforeConfirm = Number(await row.progress.getAttribute('aria-valuenow'))
  expect(beforeConfirm).toBeLessThan(100)
  confirm.release()
  await expect(row.root).toContainText('Uploaded')
  await expect(row.progress).toHaveAttribute('aria-valuenow', '100')

  const shown = (await seen()).map(Number)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  expect(new Set(shown).size).toBeGreaterThan(5)

  const samples = await page.evaluate(() => window.coatcheckProbe?.samples ?? [])
  expectNeverFalling(samples.map(({ sentBytes }) => sentBytes))
  expectNeverFalling(samples.map(({ totalProgress }) => totalProgress))
  const early = samples.filter(({ status }) => status !== 'done')
  expect(Math.max(...early.map(({ totalProgress }) => totalProgress))).toBeLessThan(1)
  expect(samples.at(-1)).toMatchObject({ status: 'done', sentBytes: 600_000, totalProgress: 1 })
  expect(stepsOf(samples)).toEqual(['inspecting', 'sending', 'confirming', 'done'])
})

test('counts what is read apart from what is sent', async ({ page, openScene, widget }) => {
  const file = await makeDiskFile('large.bin', 100_000_000)
  await openScene()
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded', { timeout: 20_000 })
  await file.remove()
  const samples = await page.evaluate(() => window.coatcheckProbe?.samples ?? [])
  const inspecting = samples.filter(({ status }) => status === 'inspecting')
  expectNeverFalling(inspecting.map(({ inspectedBytes }) => inspectedBytes))
  expect(new Set(inspecting.map(({ inspectedBytes }) => inspectedBytes)).size).toBeGreaterThan(2)
  expect(inspecting.every(({ sentBytes }) => sentBytes === 0)).toBe(true)
})

test('shows speed as time left, and says aloud how it ended', async ({ page, openScene, widget }) => {
  await openScene()
  await limitUploads(page, 200_000)
  await widget.choose(makeBytes('slow.bin', 600_000))
  await expect(widget.row('slow.bin').root).toContainText(/Sending.*left/)
  await expect(widget.announcement).toHaveText('slow.bin added.')
  await expect(widget.announcement).toHaveText('slow.bin uploaded.')
})

function expectNeverFalling(values: readonly number[]): void {
  expect(values.length).toBeGreaterThan(0)
  expect(values).toEqual(values.toSorted((a, b) => a - b))
}

/** The steps in their order; what lasted less than a tenth of a second may not have been told. */
function stepsOf(samples: readonly Sample[]): readonly string[] {
  const steps = samples.map(({ status }) => status).filter((status) => status !== 'queued' && status !== 'requesting')
  return steps.filter((status, index) => status !== steps[index - 1])
}
