import { makeBytes } from '../support/files.ts'
import { limitUploads } from '../support/network.ts'
import { expect, test } from '../support/test.ts'
import { watchWords } from '../support/watchWords.ts'
import { always, expectNothingRegistered, expectStoredOnce, preflights, puts } from './expectations.ts'
import { amendTickets } from './restTickets.ts'

// Faults of the connection while bytes are being sent. Afterwards the page does not know what storage has.

/** More than the socket buffers between the page and the proxy hold, so that the page notices a stall. */
const manyBytes = 16_000_000

test('S1 sends the file again when the connection breaks halfway', async ({
  openScene,
  page,
  onDisk,
  widget,
  shared,
  traffic,
}) => {
  const file = await onDisk('broken.bin', 3_000_000)
  await openScene({ scene: 'fault', random: 1 })
  const words = await watchWords(page)
  // When a reused connection breaks, the browser repeats the request by itself, more than once if need be.
  shared.proxy.failNext(puts, { kind: 'reset', atByte: 1_000_000 }, always)
  await widget.choose(file.path)
  await expect.poll(words).toContain('The connection was lost.')
  shared.proxy.clearFaults()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  const statuses = traffic.sends.map(({ status }) => status)
  expect([new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([new Set([null]), 200])
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test('S2 registers the file once when the connection breaks after storage has accepted it', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('taken.bin', 100_000)
  await openScene({ scene: 'fault', random: 0.3 })
  const words = await watchWords(page)
  shared.proxy.failNext(puts, { kind: 'reset-after' }, 2)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(await words()).toContain('The connection was lost.')
  expect(traffic.sends.length).toBeLessThanOrEqual(3)
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
  expect(traffic.tickets).toHaveLength(1)
})

test('S2 confirms once when the browser repeats a request by itself', async ({
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('repeated.bin', 100_000)
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'reset-after' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends.map(({ receivedBytes }) => receivedBytes)).toEqual([100_000, 100_000])
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test('S3 aborts a transfer that stalls halfway, and sends the file again', async ({
  openScene,
  page,
  onDisk,
  widget,
  shared,
  traffic,
}) => {
  const file = await onDisk('stalled.bin', manyBytes)
  await openScene({ scene: 'fault', stall: 4000, answer: 15_000, random: 0.3 })
  const words = await watchWords(page)
  shared.proxy.failNext(puts, { kind: 'stall', atByte: 64 * 1024 })
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(await words()).toContain('The upload stalled.')
  expect(traffic.sends).toHaveLength(2)
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test('S3 aborts a transfer that never starts to move, and sends the file again', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('unmoved.bin', 100_000)
  await openScene({ scene: 'fault', stall: 4000, answer: 15_000, random: 0.3 })
  const words = await watchWords(page)
  shared.proxy.failNext(preflights, { kind: 'hang' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(await words()).toContain('The upload stalled.')
  expect(traffic.sends).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test('S4 has a separate time limit for the answer after the last byte, and sends the file once more', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('silent.bin', 100_000)
  await openScene({ scene: 'fault', stall: 10_000, answer: 4000, random: 0.3 })
  const words = await watchWords(page)
  shared.proxy.failNext(puts, { kind: 'hang' }, 2)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('Storage did not answer. Try again.')
  expect(await words()).toContain('Sending again')
  expect(traffic.sends).toHaveLength(2)
  expectNothingRegistered(traffic)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  await expectStoredOnce(traffic, file)
})

test('S5 does not abort a slow transfer that keeps moving', async ({ openScene, page, widget, traffic }) => {
  // The whole transfer takes longer than the stall limit.
  const file = makeBytes('slow.bin', 600_000)
  await openScene({ scene: 'fault', stall: 5000 })
  const words = await watchWords(page)
  const lift = await limitUploads(page, 80_000)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  await lift()
  expect(await words()).toMatch(/Sending.*left/)
  expect(traffic.sends).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})

test.describe('with links that are valid for three seconds', () => {
  test.use({ serverOptions: { ticketExpiresInSeconds: 3 } })

  test('S6 gets another ticket when storage says that the first one has expired', async ({
    openScene,
    widget,
    site,
    shared,
    traffic,
  }) => {
    const file = makeBytes('expired.bin', 100_000)
    const expiryTimes: number[] = []
    await openScene({ scene: 'fault', stall: 15_000, answer: 15_000 })
    amendTickets(site, (ticket) => {
      expiryTimes.push(linkExpiresAt(ticket.url))
      // The page believes that the link is valid for longer, so it uses it instead of asking for a new ticket.
      return { ...ticket, expiresInSeconds: 300 }
    })
    const held = shared.proxy.gate.hold(puts, 1)
    await widget.choose(file)
    await held.arrived
    await expect.poll(() => Date.now()).toBeGreaterThan(expiryTimes[0] ?? Number.POSITIVE_INFINITY)
    held.release()
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ status }) => status)).toEqual([403, 200])
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.calls('confirm')).toHaveLength(1)
    await expectStoredOnce(traffic, file)
  })
})

test('S6 gives up after two more tickets, and says that the upload has expired', async ({
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('dead.bin', 1000)
  const message = 'Request has expired'
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'answer', status: 403, code: 'AccessDenied', message }, always)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('This upload has expired. Try again.')
  expect(traffic.sends).toHaveLength(3)
  expect(traffic.calls('tickets')).toHaveLength(3)
  expectNothingRegistered(traffic)
  shared.proxy.clearFaults()
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  await expectStoredOnce(traffic, file)
})

/** When storage stops accepting a signed URL, in milliseconds since the epoch. */
function linkExpiresAt(url: string): number {
  const { searchParams } = new URL(url)
  const compactDate = searchParams.get('X-Amz-Date') ?? ''
  const signedAt = Date.parse(compactDate.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  return signedAt + Number(searchParams.get('X-Amz-Expires')) * 1000
}
