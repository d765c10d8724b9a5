import type { FaultAction } from '../server/testing/faultScript.ts'
import { makeBytes, makeText, sha256 } from '../support/files.ts'
import { limitUploads } from '../support/network.ts'
import { expect, test } from '../support/test.ts'
import { watchWords } from '../support/watchWords.ts'
import { shiftClock } from './shiftClock.ts'

// Faults before the page has a ticket. No bytes may be sent.

const unauthorized: FaultAction = { kind: 'answer', status: 401, code: 'unauthorized' }

test('T1 asks again when the connection breaks or the server fails, and sends once', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  const file = makeBytes('late.bin', 1000)
  // When a reused connection breaks, the browser repeats the call by itself.
  await openScene({ scene: 'fault', random: 0.5 })
  const words = await watchWords(page)
  site.server.faults.add(
    { call: 'tickets', action: { kind: 'drop' } },
    { call: 'tickets', nth: 2, action: { kind: 'answer', status: 500 } },
  )
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(await words()).toContain('Trying again')
  expect(traffic.calls('tickets').map(({ status }) => status)).toEqual([null, 500, 200])
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})

test('T1 leaves the retry to the user after three more attempts', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'tickets', times: 4, action: { kind: 'answer', status: 500 } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The server is having problems. Try again in a moment.')
  expect(traffic.calls('tickets')).toHaveLength(4)
  expect(traffic.sends).toEqual([])
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
})

for (const [status, code, words] of [
  [403, 'forbidden', 'You do not have permission to upload here. Ask someone who can give you access.'],
  [404, 'not-found', 'The destination for this file no longer exists. Reload the page and start over.'],
] as const) {
  test(`T3 fails a file for good when the server answers with ${status}`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault' })
    site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status, code } })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText(words)
    await expect(widget.row('notes.txt').button('Retry')).toHaveCount(0)
    expect(traffic.calls('tickets')).toHaveLength(1)
    expect(traffic.sends).toEqual([])
  })
}

for (const status of [400, 422]) {
  test(`T4 shows the message of a ${status} as plain text, cut to two hundred characters`, async ({
    page,
    openScene,
    widget,
    site,
    traffic,
  }) => {
    const message = `The <b>name</b> is taken. ${'More. '.repeat(60)}`
    await openScene({ scene: 'fault' })
    site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status, code: 'request-invalid', message } })
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText('The <b>name</b> is taken. More.')
    const shown = await page.locator('.coatcheck-upload-server-text bdi').textContent()
    expect(shown?.length).toBeLessThanOrEqual(200)
    await expect(page.locator('.coatcheck-upload-row b')).toHaveCount(0)
    await expect(row.button('Retry')).toHaveCount(0)
    expect(traffic.sends).toEqual([])
  })
}

test('T5 shows the limit that a 200 names in its errors, before any byte is sent', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  const action = { kind: 'answer', status: 200, code: 'too-large', message: 'Files may have 5 MB.' } as const
  await openScene({ scene: 'fault', backend: 'foir' })
  site.server.faults.add({ call: 'tickets', action })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The file is too large. Choose a smaller one.')
  await expect(row.root).toContainText('Files may have 5 MB.')
  await expect(row.button('Retry')).toHaveCount(0)
  expect(traffic.sends).toEqual([])
})

for (const [title, action, words] of [
  [
    'no data',
    { kind: 'answer', status: 200, contentType: 'application/json', text: '{"data":null}' },
    'The server gave an unexpected answer.',
  ],
  [
    'an error of no known kind',
    { kind: 'answer', status: 200, code: 'odd', message: 'Mercury is in retrograde.' },
    'The server rejected this upload.',
  ],
  [
    'a ticket and an error together',
    { kind: 'rewrite', beside: { errors: [{ message: 'Mercury is in retrograde.' }] } },
    'The server rejected this upload.',
  ],
] as const) {
  test(`T6 sends nothing after an answer with ${title}, and succeeds when retried`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault', backend: 'glue' })
    site.server.faults.add({ call: 'tickets', action })
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText(words)
    expect(traffic.calls('tickets')).toHaveLength(1)
    expect(traffic.sends).toEqual([])
    await row.button('Retry').click()
    await expect(row.root).toContainText('Uploaded')
    expect(traffic.sends).toHaveLength(1)
  })
}

for (const [status, code] of [
  [429, 'rate-limited'],
  [503, 'server-error'],
] as const) {
  test(`T7 counts down after a ${status}, for less than a minute, and requests no other ticket meanwhile`, async ({
    page,
    openScene,
    widget,
    site,
    traffic,
  }) => {
    const files = ['one.txt', 'two.txt', 'three.txt'].map((name) => makeText(name))
    // The clock runs twice as fast here: five seconds take two and a half, and a minute would take thirty.
    await openScene({ scene: 'fault', gather: 'no', concurrency: 1, hurry: 2 })
    const words = await watchWords(page)
    site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status, code, retryAfterSeconds: 60 } })
    await widget.choose(...files)
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
    expect(await words()).toMatch(/Trying again in \d seconds/)
    const [first, second, ...others] = traffic.calls('tickets')
    expect([first?.status, second?.status, ...others.map((call) => call.status)]).toEqual([status, 200, 200, 200])
    const waitedMs = (second?.startedAt ?? 0) - (first?.startedAt ?? 0)
    expect(waitedMs).toBeGreaterThan(2000)
    expect(waitedMs).toBeLessThan(25_000)
  })
}

test('T8 asks once more when the server never answers, then leaves the retry to the user', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  // Long enough that the last call is not late, too, on a busy machine.
  await openScene({ scene: 'fault', timeout: 4000 })
  site.server.faults.add({ call: 'tickets', times: 2, action: { kind: 'hang' } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The server did not answer in time. Try again in a moment.')
  expect(traffic.calls('tickets')).toHaveLength(2)
  expect(traffic.sends).toEqual([])
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
})

test('T8 ignores a ticket that arrives too late', async ({ openScene, widget, site, traffic }) => {
  const file = makeText()
  await openScene({ scene: 'fault', backend: 'glue', timeout: 5000 })
  site.server.faults.add({ call: 'tickets', action: { kind: 'delay-after', ms: 6000 } })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  await expect.poll(() => traffic.calls('tickets').map(({ status }) => status)).toEqual([200, 200])
  const [late, used] = traffic.tickets
  expect(traffic.tickets).toHaveLength(2)
  expect(traffic.sends).toHaveLength(1)
  expect(await traffic.isStored(late?.key)).toBe(false)
  expect(await traffic.sha256(used?.key)).toBe(sha256(file.buffer))
})

test('T9 asks for another ticket when the first is about to expire', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'tickets', action: { kind: 'rewrite', fields: { expiresInSeconds: 1 } } })
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(2)
  expect(traffic.sends.map(({ status }) => status)).toEqual([200])
})

test('T9 sends nothing when every ticket has expired, and says so', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  const action = { kind: 'rewrite', fields: { expiresInSeconds: 0 } } as const
  site.server.faults.add({ call: 'tickets', times: 10, action })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('This upload has expired. Try again.')
  expect(traffic.calls('tickets').length).toBeLessThanOrEqual(3)
  expect(traffic.sends).toEqual([])
  site.server.faults.clear()
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
})

test.describe('T10', () => {
  test.use({ serverOptions: { ticketExpiresInSeconds: 6 } })

  for (const gather of ['no', 'yes']) {
    test(`T10 lets no short-lived ticket expire in the queue, gathered: ${gather}`, async ({
      page,
      openScene,
      widget,
      traffic,
    }) => {
      // Sending all of them takes longer than one ticket is valid.
      const files = Array.from({ length: 20 }, (_, index) => makeBytes(`${index + 1}.bin`, 60_000))
      await openScene({ scene: 'fault', concurrency: 2, gather })
      await limitUploads(page, 150_000)
      await widget.choose(...files)
      await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(20)
      expect(traffic.sends.map(({ status }) => status)).toEqual(files.map(() => 200))
      expect(traffic.records).toHaveLength(20)
      if (gather === 'no') expect(traffic.calls('tickets')).toHaveLength(20)
    })
  }
})

for (const days of [-1, 1]) {
  test(`T11 is not misled about a ticket's expiry by a clock that is ${days} day off`, async ({
    page,
    openScene,
    widget,
    shared,
    traffic,
  }) => {
    await shiftClock(page, days)
    await openScene({ scene: 'fault', concurrency: 1 })
    const held = shared.proxy.gate.hold(({ method }) => method === 'PUT', 1)
    await widget.choose(makeText('one.txt'), makeText('two.txt'))
    await held.arrived
    // The clock is corrected while the upload is in progress.
    await page.evaluate(() => (window.clockShiftMs = 0))
    held.release()
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
    expect(traffic.tickets).toHaveLength(2)
    expect(traffic.sends.map(({ status }) => status)).toEqual([200, 200])
  })
}

for (const url of ['/uploads/1', 'uploads/1', 'javascript:alert(1)', 'data:text/plain,1', 'ftp://127.0.0.1/1']) {
  test(`T12 makes no request to ${url}`, async ({ page, openScene, widget, site, traffic }) => {
    await openScene({ scene: 'fault' })
    const elsewhere: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url(), site.url)
      if (!pathname.startsWith('/api/') && !pathname.startsWith('/assets/')) elsewhere.push(request.url())
    })
    page.on('dialog', (dialog) => elsewhere.push(dialog.message()))
    site.server.faults.add({ call: 'tickets', times: 5, action: { kind: 'rewrite', fields: { url } } })
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText('The upload service is not set up correctly. Please contact support.')
    await expect(row.button('Retry')).toHaveCount(0)
    expect(traffic.calls('tickets')).toHaveLength(1)
    expect(traffic.storageRequests).toEqual([])
    expect(elsewhere.filter((request) => !request.startsWith('blob:'))).toEqual([])
  })
}

test('T13 shows nothing of an HTML page that arrives instead of an answer', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  const text = '<!doctype html><title>Sign in</title><form><input name="password" placeholder="sentinel"></form>'
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 200, text } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText(
    'The server gave an unexpected answer. Try again. If this keeps happening, contact support.',
  )
  expect(await page.content()).not.toContain('sentinel')
  expect(await page.evaluate(() => window.coatcheckProbe?.readMemory())).not.toContain('sentinel')
  expect(traffic.sends).toEqual([])
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
})

test('T14 requests one ticket and sends one PUT after a double click on Retry', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault', gather: 'no' })
  site.server.faults.add({ call: 'tickets', times: 2, action: unauthorized })
  await widget.choose(makeText('one.txt'), makeText('two.txt'))
  for (const name of ['one.txt', 'two.txt']) await expect(widget.row(name).root).toContainText('You are signed out.')
  await widget.row('one.txt').button('Retry').dblclick()
  await expect(widget.row('one.txt').root).toContainText('Uploaded')
  expect(traffic.calls('tickets').map(({ status }) => status)).toEqual([401, 401, 200])
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})

test('T14 requests one ticket and sends one PUT when Enter is held down on Retry', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault', gather: 'no' })
  site.server.faults.add({ call: 'tickets', action: unauthorized })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('You are signed out.')
  const held = site.gate.hold(({ path }) => path.endsWith('/tickets'))
  await row.button('Retry').focus()
  // Every press after the first is a key repeat.
  for (let press = 0; press < 5; press += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  held.release()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.calls('tickets').map(({ status }) => status)).toEqual([401, 200])
  expect(traffic.sends).toHaveLength(1)
})

test('T14 starts a file once when the app starts it several times', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault', gather: 'no' })
  site.server.faults.add({ call: 'tickets', action: unauthorized })
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('You are signed out.')
  await page.evaluate(() => {
    const [uploader] = window.coatcheckProbe?.uploaders ?? []
    for (let time = 0; time < 3; time += 1) {
      uploader?.retry('all')
      uploader?.start('all')
      uploader?.resume('all')
    }
  })
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(2)
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})
