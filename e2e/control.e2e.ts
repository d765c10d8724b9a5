import { makeBytes, sha256 } from './support/files.ts'
import { limitUploads } from './support/network.ts'
import { expect, test } from './support/test.ts'

/** Takes fifteen seconds at this rate, so that no test comes too late. */
const sizeBytes = 3_000_000
const slowBytesPerSecond = 200_000

test('sends a cancelled file from the start when it is retried', async ({ page, openDemo, widget, traffic }) => {
  const file = makeBytes('again.bin', sizeBytes)
  await openDemo()
  const lift = await limitUploads(page, slowBytesPerSecond)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
  await row.button('Cancel').click()
  await expect(row.root).toContainText('Cancelled')
  await lift()
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
})

test('stops sending a paused file, and continues when it is resumed', async ({ page, openDemo, widget, traffic }) => {
  const file = makeBytes('paused.bin', sizeBytes)
  await openDemo()
  const lift = await limitUploads(page, slowBytesPerSecond)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
  await row.button('Pause').click()
  await expect(row.root).toContainText('Paused')
  await expect.poll(() => traffic.sends[0]?.isBrokenOff).toBe(true)
  const shown = Number(await row.progress.getAttribute('aria-valuenow'))
  expect(shown).toBeGreaterThan(0)

  await lift()
  await row.button('Resume').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.calls('confirm')).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
})

test('neither pauses nor cancels while the file is being registered', async ({ openDemo, widget, site, traffic }) => {
  const file = makeBytes('late.bin', 1000)
  await openDemo()
  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(file)
  await confirm.arrived
  const row = widget.row(file.name)
  await expect(row.button('Cancel')).toHaveAttribute('aria-disabled', 'true')
  await expect(row.button('Pause')).toHaveAttribute('aria-disabled', 'true')
  await row.button('Cancel').click({ force: true })
  confirm.release()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('removes a row without deleting the stored file', async ({ openDemo, widget, traffic }) => {
  const file = makeBytes('gone.bin', 1000)
  await openDemo()
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('Uploaded')
  await row.button('Clear').click()
  await expect(row.root).toHaveCount(0)
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(true)
})
