import { makeBytes, makeText } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { always, expectNothingRegistered, expectStoredOnce, puts, readError } from './expectations.ts'

// No network, an unreliable network, and rules that block it.

test('N1 waits while the browser is offline, and resumes by itself', async ({ context, openDemo, widget, traffic }) => {
  const [first, file] = [makeText('online.txt'), makeBytes('offline.bin', 1000)]
  await openDemo()
  await widget.choose(first)
  await expect(widget.row(first.name).root).toContainText('Uploaded')
  await context.setOffline(true)
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Offline, will resume automatically')
  await context.setOffline(false)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(2)
  expect(traffic.sends).toHaveLength(2)
})

test("N1 accepts the page's first file while the browser is offline", async ({
  context,
  openDemo,
  widget,
  traffic,
}) => {
  await openDemo()
  await context.setOffline(true)
  await widget.choose(makeText('early.txt'))
  // Neither a worker nor the code that stands in for it can be loaded.
  await expect(widget.row('early.txt').root).toContainText('Offline')
  await context.setOffline(false)
  await expect(widget.row('early.txt').root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('N3 gives up when every attempt is cut off, and shows the last error', async ({
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('cut.bin', 100_000)
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'reset', atByte: 1000 }, always)
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('The connection was lost. Check your connection, then retry.')
  // The page makes five attempts, and the browser may repeat each of them once.
  expect(traffic.sends.length).toBeGreaterThanOrEqual(5)
  expect(traffic.sends.length).toBeLessThanOrEqual(10)
  expectNothingRegistered(traffic)
  shared.proxy.clearFaults()
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  await expectStoredOnce(traffic, file)
})

test('N3 waits out an outage of storage without failing a file', async ({ openScene, widget, shared, traffic }) => {
  const files = Array.from({ length: 5 }, (_, index) => makeBytes(`file-${index}.bin`, 2000))
  await openScene({ scene: 'fault', hurry: 4 })
  await widget.choose(makeText('before.txt'))
  await expect(widget.row('before.txt').root).toContainText('Uploaded')
  shared.proxy.failNext(puts, { kind: 'reset', atByte: 0 }, always)
  await widget.choose(...files)
  for (const { name } of files)
    await expect(widget.row(name).root).toContainText('The connection was lost. Trying again')
  // Three files are sent before the outage is known, and the browser may repeat each request once.
  await expect.poll(() => traffic.sends.length).toBeGreaterThan(15)
  shared.proxy.clearFaults()
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(6)
  expect(traffic.records).toHaveLength(6)
  expect(traffic.calls('tickets').length).toBeLessThanOrEqual(6)
})

test('N3 waits out an outage of the API, and sends each file once', async ({ openScene, widget, site, traffic }) => {
  const files = Array.from({ length: 5 }, (_, index) => makeBytes(`file-${index}.bin`, 2000))
  await openScene({ scene: 'fault', hurry: 4 })
  await widget.choose(makeText('before.txt'))
  await expect(widget.row('before.txt').root).toContainText('Uploaded')
  site.server.faults.add({ call: 'tickets', times: always, action: { kind: 'drop' } })
  await widget.choose(...files)
  for (const { name } of files) {
    await expect(widget.row(name).root).toContainText('The server could not be reached. Trying again')
  }
  site.server.faults.clear()
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(6)
  expect(traffic.sends).toHaveLength(6)
  expect(traffic.records).toHaveLength(6)
})

test('N4 gives up after one more attempt when an extension blocks the upload', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const file = makeText()
  let blocked = 0
  await openScene({ scene: 'fault' })
  await page.route(`${shared.proxy.url}/**`, (route) => {
    blocked += 1
    return route.abort('blockedbyclient')
  })
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('Storage could not be reached.')
  expect(blocked).toBe(2)
  expect(traffic.storageRequests).toEqual([])
  expectNothingRegistered(traffic)
  await page.unroute(`${shared.proxy.url}/**`)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  await expectStoredOnce(traffic, file)
})

test.describe('on a page that may not reach storage', () => {
  test.use({ serverOptions: { pagePolicy: { 'connect-src': "'self'" } } })

  test('N5 says which directive the content policy lacks, and never shows the URL', async ({
    openScene,
    page,
    widget,
    site,
    traffic,
    witness,
  }) => {
    witness.expectRefusals()
    await openScene({ scene: 'fault' })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('Storage could not be reached.')
    const error = await readError(page)
    expect(error?.message).toContain('connect-src')
    expect(error?.message).not.toMatch(/https?:/)
    expect(traffic.storageRequests).toEqual([])
    expectNothingRegistered(traffic)
    await witness.expectNowhere(site.secrets)
  })
})
