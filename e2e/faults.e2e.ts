import { always, puts } from './catalogue/expectations.ts'
import { makeBytes, makeJpeg } from './support/files.ts'
import { expect, test } from './support/test.ts'

test('C1 repeats a failed confirm without sending the file again', async ({ openDemo, widget, site, traffic }) => {
  const file = await makeJpeg()
  await openDemo()
  site.server.faults.add({ call: 'confirm', action: { kind: 'answer', status: 500 } })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('confirm').map(({ status }) => status)).toEqual([500, 200])
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})

test('C2 registers a file once when the answer to the confirm is lost', async ({ openDemo, widget, site, traffic }) => {
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

test('waits while storage is busy, and says so', async ({ openDemo, widget, shared, traffic }) => {
  const file = makeBytes('busy.bin', 1000)
  await openDemo()
  shared.proxy.failNext(puts, { kind: 'answer', status: 503, code: 'SlowDown' }, always)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Storage is busy.')
  shared.proxy.clearFaults()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  const statuses = traffic.sends.map(({ status }) => status)
  expect(statuses.at(-1)).toBe(200)
  expect(new Set(statuses.slice(0, -1))).toEqual(new Set([503]))
})

test('T2 asks the user to sign in, after which a retry succeeds', async ({ openDemo, widget, site, traffic }) => {
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
