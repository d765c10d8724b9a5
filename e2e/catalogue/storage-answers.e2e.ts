import { createServer } from 'node:http'
import { listen } from '../storage/listen.ts'
import { makeBytes, makeText } from '../support/files.ts'
import type { Matches } from '../support/gate.ts'
import { expect, test } from '../support/test.ts'
import { always, expectNothingRegistered, expectStoredOnce, preflights, puts, readError } from './expectations.ts'

// Answers that the browser hides from the page, and answers that do not come from storage.

test('S18 gives up after one more attempt when the preflight is refused', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
  witness,
}) => {
  let asked = 0
  const countedPreflights: Matches = (passing) => {
    const isOne = preflights(passing)
    if (isOne) asked += 1
    return isOne
  }
  witness.expectRefusals()
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(countedPreflights, { kind: 'answer', status: 403, code: 'AccessForbidden' }, always)
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('Storage could not be reached.')
  const error = await readError(page)
  expect(error?.message).toContain('CORS')
  expect(error?.message).not.toMatch(/https?:/)
  expect(asked).toBe(2)
  expect(traffic.sends).toEqual([])
  expectNothingRegistered(traffic)
})

test('S19 does not treat a file as stored when the browser hides the answer', async ({
  openScene,
  widget,
  shared,
  traffic,
  witness,
}) => {
  witness.expectRefusals()
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'strip', headers: ['access-control-allow-origin'] }, always)
  await widget.choose(makeBytes('kept-back.bin', 100_000))
  const row = widget.row('kept-back.bin')
  await expect(row.root).toContainText('The connection was lost.')
  await expect(row.button('Retry')).toBeVisible()
  // The first has stored the file, and storage takes no second one.
  const [first, ...repeated] = traffic.sends.map(({ status }) => status)
  expect(first).toBe(200)
  expect(repeated.filter((status) => status !== 412)).toEqual([])
  expect(repeated.length).toBeLessThanOrEqual(5)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(true)
  expectNothingRegistered(traffic)
})

test('S20 never confirms without the ETag when the API needs it', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  await openScene({ scene: 'fault', backend: 'ion' })
  shared.proxy.failNext(puts, { kind: 'strip', headers: ['access-control-expose-headers'] }, always)
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('Storage withheld information needed to finish the upload.')
  expect((await readError(page))?.message).toContain('ExposeHeaders')
  expect(traffic.sends.map(({ status }) => status)).toEqual([200])
  expect(traffic.calls('confirm')).toEqual([])
})

for (const backend of ['rest', 'glue', 'inspect', 'foir']) {
  test(`S20 confirms without the ETag when the API does not need it: ${backend}`, async ({
    openScene,
    widget,
    shared,
    traffic,
  }) => {
    await openScene({ scene: 'fault', backend })
    shared.proxy.failNext(puts, { kind: 'strip', headers: ['access-control-expose-headers'] }, always)
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('Uploaded')
    expect(traffic.calls('confirm').map(({ status }) => status)).toEqual([200])
  })
}

for (const [what, body] of [
  ['an error in XML', '<?xml version="1.0"?><Error><Code>InternalError</Code></Error>'],
  ['the page of a hotel network', '<!doctype html><title>Welcome to our network</title>'],
] as const) {
  test(`S22 does not accept a 200 whose body is ${what}`, async ({ openScene, widget, shared, traffic }) => {
    const file = makeText()
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(puts, { kind: 'answer', status: 200, body }, 5)
    await widget.choose(file)
    const row = widget.row(file.name)
    await expect(row.root).toContainText('The answer did not come from storage.')
    await expect(row.root).not.toContainText('Welcome')
    expect(traffic.sends).toHaveLength(5)
    expectNothingRegistered(traffic)
    await row.button('Retry').click()
    await expect(row.root).toContainText('Uploaded')
    await expectStoredOnce(traffic, file)
  })
}

test.describe('on a page that may reach any port', () => {
  test.use({ serverOptions: { pagePolicy: { 'connect-src': 'http://127.0.0.1:*' } } })

  test('S23 does not accept an answer from another origin', async ({ openScene, widget, shared, traffic }) => {
    const answered: string[] = []
    const elsewhere = createServer((incoming, answer) => {
      answered.push(incoming.method ?? '')
      answer.setHeader('access-control-allow-origin', '*')
      answer.setHeader('access-control-allow-headers', '*')
      answer.setHeader('access-control-allow-methods', '*')
      incoming.resume().once('end', () => answer.end())
    })
    const port = await listen(elsewhere, 0)
    await openScene({ scene: 'fault' })
    shared.proxy.failNext(puts, { kind: 'redirect', to: `http://127.0.0.1:${port}/elsewhere` }, always)
    await widget.choose(makeText())
    const row = widget.row('notes.txt')
    await expect(row.root).toContainText('Storage redirected the upload.')
    await expect(row.button('Retry')).toHaveCount(0)
    elsewhere.close()
    expect(answered).toContain('PUT')
    expect(traffic.sends.map(({ status }) => status)).toEqual([307])
    expectNothingRegistered(traffic)
  })
})

test('S2 treats a truncated answer as no answer', async ({ openScene, widget, shared, traffic }) => {
  const file = makeBytes('half-answered.bin', 100_000)
  await openScene({ scene: 'fault' })
  shared.proxy.failNext(puts, { kind: 'truncate' })
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.calls('confirm')).toHaveLength(1)
  await expectStoredOnce(traffic, file)
})
