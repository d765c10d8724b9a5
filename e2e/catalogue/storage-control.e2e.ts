import { makeBytes, makeText } from '../support/files.ts'
import { limitUploads } from '../support/network.ts'
import { expect, test } from '../support/test.ts'
import { always, expectNothingRegistered, preflights, puts } from './expectations.ts'

// Cancelling at every stage, and many files while storage is busy or silent.

test('S32 leaves nothing behind when a file is cancelled before a byte is sent', async ({
  openScene,
  widget,
  shared,
  traffic,
}) => {
  await openScene({ scene: 'fault', stall: 10_000 })
  const held = shared.proxy.gate.hold(preflights)
  await widget.choose(makeText())
  await held.arrived
  const row = widget.row('notes.txt')
  await row.button('Cancel').click()
  await expect(row.root).toContainText('Cancelled')
  held.release()
  await expect.poll(() => traffic.calls('abandon').map(({ status }) => status)).toEqual([204])
  expect(traffic.sends).toEqual([])
  expectNothingRegistered(traffic)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
})

test('S32 leaves nothing behind when a file is cancelled halfway', async ({ openScene, page, widget, traffic }) => {
  const file = makeBytes('half.bin', 3_000_000)
  await openScene({ scene: 'fault' })
  await limitUploads(page, 200_000)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(100_000)
  await row.button('Cancel').click()
  await expect(row.root).toContainText('Cancelled')
  await expect.poll(() => traffic.calls('abandon').map(({ status }) => status)).toEqual([204])
  expect(traffic.sends.map(({ status }) => status)).toEqual([null])
  expectNothingRegistered(traffic)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('S32 has the stored object removed when a file is cancelled before storage answers', async ({
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('full.bin', 100_000)
  await openScene({ scene: 'fault', answer: 10_000 })
  shared.proxy.failNext(puts, { kind: 'hang' }, always)
  await widget.choose(file)
  await expect.poll(() => traffic.sends[0]?.receivedBytes).toBe(100_000)
  await widget.row(file.name).button('Cancel').click()
  await expect(widget.row(file.name).root).toContainText('Cancelled')
  await expect.poll(() => traffic.calls('abandon').map(({ status }) => status)).toEqual([204])
  await expect.poll(() => traffic.sends[0]?.isBrokenOff).toBe(true)
  expectNothingRegistered(traffic)
  await expect.poll(() => traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('S32 ends as cancelled when a file is cancelled as the answer arrives', async ({
  openScene,
  page,
  widget,
  traffic,
}) => {
  await openScene({ scene: 'fault' })
  await page.evaluate(() => {
    window.XMLHttpRequest = class extends XMLHttpRequest {
      constructor() {
        super()
        this.addEventListener('load', () => window.coatcheckProbe?.uploaders[0]?.cancel('all'))
      }
    }
  })
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('Cancelled')
  await expect.poll(() => traffic.calls('abandon').map(({ status }) => status)).toEqual([204])
  expectNothingRegistered(traffic)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
  const samples = await page.evaluate(() => window.coatcheckProbe?.samples.map(({ status }) => status) ?? [])
  expect(samples.filter((status) => status === 'done' || status === 'failed')).toEqual([])
})

test('S33 keeps a connection free for API calls while every transfer stalls', async ({
  page,
  site,
  widget,
  shared,
  traffic,
}) => {
  const files = Array.from({ length: 10 }, (_, index) => makeBytes(`file-${index}.bin`, 50_000))
  // The page, the API and storage share one origin here, and a browser opens at most six connections to it.
  await page.goto(`${shared.proxy.url}/e2e/pages/harness.html?scene=fault&stall=10000&answer=30000`)
  await widget.zone.waitFor()
  shared.proxy.failNext(puts, { kind: 'stall', atByte: 0 }, 3)
  await widget.choose(...files)
  await expect.poll(() => traffic.sends.length).toBe(3)
  expect(await page.evaluate(async () => (await fetch('/api/health')).status)).toBe(200)
  // It needed no connection of a transfer that was given up.
  expect(traffic.sends.filter(({ isBrokenOff }) => isBrokenOff)).toEqual([])
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(10, { timeout: 40_000 })
  expect(site.secrets.length).toBeGreaterThanOrEqual(10)
  expect(traffic.records).toHaveLength(10)
  expect(traffic.calls('confirm').every(({ status }) => status === 200)).toBe(true)
})

test('S13 slows down while storage is busy, and speeds up again', async ({ openScene, widget, shared, traffic }) => {
  const files = Array.from({ length: 12 }, (_, index) => makeBytes(`file-${index}.bin`, 2000))
  await openScene({ scene: 'fault', hurry: 2, stall: 30_000, answer: 30_000 })
  const busy = { kind: 'answer', status: 503, code: 'SlowDown', headers: { 'retry-after': '60' } } as const
  shared.proxy.failNext(puts, busy, 3)
  const held = shared.proxy.gate.hold((passing) => puts(passing) && traffic.sends.length > 3)
  const startedAt = Date.now()
  await widget.choose(...files)
  await held.arrived
  // Storage asks for a minute, which would be thirty seconds here, but at most five seconds are respected.
  expect(Date.now() - startedAt).toBeLessThan(25_000)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(traffic.sends.filter(({ status }) => status === null).length).toBe(1)
  held.release()
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(12)
  expect(traffic.records).toHaveLength(12)
  expect(traffic.sends.filter(({ status }) => status === 503)).toHaveLength(3)
})
