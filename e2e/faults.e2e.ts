import { appendFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { makeBytes, makeDiskFile, makeJpeg, makeText, sha256 } from './support/files.ts'
import type { Matches } from './support/gate.ts'
import { expect, test } from './support/test.ts'

const puts: Matches = ({ method }) => method === 'PUT'

test('repeats a confirm that failed without sending the bytes again', async ({ openDemo, widget, site, traffic }) => {
  const file = await makeJpeg()
  await openDemo()
  site.server.faults.add({ call: 'confirm', action: { kind: 'answer', status: 500 } })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('confirm').map(({ status }) => status)).toEqual([500, 200])
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})

test('registers a file once when the answer to the confirm is lost', async ({ openDemo, widget, site, traffic }) => {
  const file = await makeJpeg()
  await openDemo()
  site.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('confirm')).toHaveLength(2)
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  await expect(widget.tile(file.name)).toHaveCount(1)
})

test('asks again for a ticket that it could not get', async ({ openDemo, widget, site, traffic }) => {
  const file = makeBytes('late.bin', 1000)
  await openDemo()
  site.server.faults.add({ call: 'tickets', times: 2, action: { kind: 'answer', status: 500 } })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('tickets').map(({ status }) => status)).toEqual([500, 500, 200])
  expect(traffic.sends).toHaveLength(1)
})

test.describe('with tickets that live for four seconds', () => {
  test.use({ serverOptions: { ticketExpiresInSeconds: 4 } })

  test('gets another ticket when storage says that the first has expired', async ({
    openDemo,
    widget,
    shared,
    traffic,
  }) => {
    const file = makeBytes('expired.bin', 200_000)
    await openDemo()
    const held = shared.proxy.gate.hold(puts, 1)
    await widget.choose(file)
    await held.arrived
    await delay(5000)
    held.release()
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.sends.map(({ status }) => status)).toEqual([403, 200])
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.records).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.key)).toBe(sha256(file.buffer))
  })
})

test('sends again when the connection to storage breaks', async ({ openDemo, widget, shared, traffic }) => {
  const file = makeBytes('broken.bin', 100_000)
  await openDemo()
  shared.proxy.failNext(puts, { kind: 'reset', atByte: 0 }, 2)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded', { timeout: 15_000 })
  expect(traffic.calls('confirm')).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.key)).toBe(sha256(file.buffer))
})

test('waits where storage is busy, and says so', async ({ openDemo, widget, shared, traffic }) => {
  const file = makeBytes('busy.bin', 1000)
  await openDemo()
  shared.proxy.failNext(puts, { kind: 'answer', status: 503, code: 'SlowDown' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Storage is busy.')
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends.map(({ status }) => status)).toEqual([503, 200])
})

test('fails with words and a retry that helps, where the server refuses', async ({
  openDemo,
  widget,
  site,
  traffic,
}) => {
  const file = makeBytes('refused.bin', 1000)
  await openDemo()
  const message = 'Your <b>quota</b> is used up.'
  site.server.faults.add({
    call: 'tickets',
    action: { kind: 'answer', status: 401, code: 'unauthorized', message },
  })
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('You are signed out.')
  await expect(row.root).toContainText(message)
  expect(traffic.sends).toEqual([])
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
})

test('waits while the browser is offline, and goes on by itself', async ({ context, openDemo, widget, traffic }) => {
  const [first, file] = [makeText('online.txt'), makeBytes('offline.bin', 1000)]
  await openDemo()
  await widget.choose(first)
  await expect(widget.row(first.name).root).toContainText('Uploaded')
  await context.setOffline(true)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Offline, goes on by itself')
  await context.setOffline(false)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(2)
  expect(traffic.sends).toHaveLength(2)
})

test('takes the first file of the page while it is offline', async ({ context, openDemo, widget, traffic }) => {
  await openDemo()
  await context.setOffline(true)
  await widget.choose(makeText('early.txt'))
  await expect(widget.row('early.txt').root).toBeVisible()
  // Long enough for every way to load a worker to have failed.
  await delay(1500)
  await context.setOffline(false)
  await expect(widget.row('early.txt').root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('tells a file that was edited after it was picked from a bad connection', async ({
  openDemo,
  widget,
  shared,
  traffic,
}) => {
  const file = await makeDiskFile('edited.bin', 3_000_000)
  try {
    await openDemo()
    const held = shared.proxy.gate.hold(puts, 1)
    await widget.choose(file.path)
    await held.arrived
    await appendFile(file.path, 'one more line')
    held.release()
    await expect(widget.row(file.name).root).toContainText('The file was changed after it was chosen.')
    await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
    expect(traffic.calls('confirm')).toEqual([])
    expect(traffic.records).toEqual([])
  } finally {
    await file.remove()
  }
})
