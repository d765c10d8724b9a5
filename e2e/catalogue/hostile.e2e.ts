import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { FaultAction } from '../server/testing/faultScript.ts'
import { makeJpeg, makePng, makeText, sha256 } from '../support/files.ts'
import { makeEicar, makePolyglot, makeZipBomb } from '../support/hostileFiles.ts'
import { expect, test } from '../support/test.ts'
import { always, puts } from './expectations.ts'

// Malicious texts and files, and secrets that must not leak.

const markup = '<img src=x onerror=alert(1)>'

/** Records scripts that run and requests for the picture in the markup. */
function watchForScripts(page: Page): readonly string[] {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/x')) seen.push('requested the picture')
  })
  return seen
}

test('H1 shows markup in names, refusals and answers as plain text', async ({
  page,
  openScene,
  widget,
  site,
  shared,
  traffic,
}) => {
  const seen = watchForScripts(page)
  const { faults } = site.server
  await openScene({ scene: 'fault', maxSizeBytes: 10_000 })
  await widget.choose(makeText(`${markup} too large.txt`, 'x'.repeat(20_000)))
  await expect(widget.rejection(`${markup} too large.txt`)).toContainText(markup)

  faults.add({ call: 'tickets', action: { kind: 'answer', status: 422, code: 'request-invalid', message: markup } })
  await widget.choose(makeText(`${markup} refused.txt`))
  await expect(widget.row(`${markup} refused.txt`).root).toContainText(`The server says: ${markup}`)

  shared.proxy.failNext(puts, { kind: 'answer', status: 400, code: markup, message: markup }, always)
  await widget.choose(makeText(`${markup} not stored.txt`))
  await expect(widget.row(`${markup} not stored.txt`).root).toContainText('Storage refused the file.')
  shared.proxy.clearFaults()

  faults.add({
    call: 'confirm',
    action: { kind: 'rewrite', fields: { name: `${markup} kept`, alt: markup, blurhash: markup } },
  })
  await widget.choose(makeText(`${markup} stored.txt`))
  await expect(widget.row(`${markup} stored.txt`).root).toContainText(`Uploaded as ${markup} kept`)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  expect(traffic.records.map(({ name }) => name)).toEqual([`${markup} stored.txt`])
  expect(seen).toEqual([])
})

test('H2 and V5 keep tokens and signatures out of everything the page shows or stores, whoever reveals them', async ({
  page,
  openScene,
  widget,
  site,
  shared,
  witness,
}) => {
  const [token, signature] = [`token-${randomBytes(20).toString('hex')}`, randomBytes(32).toString('hex')]
  const url = `${shared.proxy.url}/bucket/key?X-Amz-Credential=me&X-Amz-Signature=${signature}`
  const message = `No Authorization: Bearer ${token} for ${url} (signature=${signature})`
  await page.addInitScript((secret) => (window.appToken = secret), token)
  await openScene({ scene: 'fault', gather: 'no', shares: 'no' })
  const { faults } = site.server
  const sendMany = async (count: number, kind: string): Promise<void> => {
    const files = Array.from({ length: count }, (_, index) => makeText(`${kind} ${index}.txt`))
    await widget.choose(...files)
    for (const { name } of files) await expect(widget.row(name).button('Clear')).toBeVisible()
  }

  const answers: readonly FaultAction[] = [
    { kind: 'answer', status: 403, code: 'forbidden', message },
    { kind: 'answer', status: 500, text: message },
    { kind: 'answer', status: 401, message },
    { kind: 'answer', status: 200, text: `<html>${message}</html>` },
    { kind: 'rewrite', fields: { url: url.replace('http', 'ftp') } },
    { kind: 'rewrite', fields: { url: `/${new URL(url).search}` } },
    { kind: 'rewrite', fields: { kind: message } },
    { kind: 'rewrite', fields: { headers: { 'X-A': `${message}\n` } } },
  ]
  for (const action of answers) faults.add({ call: 'tickets', action })
  await sendMany(answers.length, 'ticket')
  for (const action of answers.slice(0, 3)) faults.add({ call: 'confirm', action })
  faults.add({ call: 'confirm', action: { kind: 'rewrite', fields: { size: 1 } } })
  await sendMany(4, 'confirm')
  for (const [status, code] of [
    [400, 'Odd'],
    [403, 'AccessDenied'],
    [503, 'SlowDown'],
  ] as const) {
    shared.proxy.failNext(puts, { kind: 'answer', status, code, message }, 2)
  }
  shared.proxy.failNext(puts, { kind: 'answer', status: 200, body: `<html>${message}</html>` }, 2)
  shared.proxy.failNext(puts, { kind: 'reset', atByte: 0 }, 2)
  await sendMany(5, 'storage')

  expect(await page.evaluate(() => window.coatcheckProbe?.readMemory())).toContain('server')
  await witness.expectNowhere([token, signature, ...site.secrets])
})

test('H4 sends no cookies or credentials of the app to storage', async ({
  page,
  context,
  openScene,
  widget,
  site,
  traffic,
}) => {
  const calls: string[] = []
  page.on('request', async (request) => {
    if (request.url().includes('/api/rest/')) calls.push(JSON.stringify(await request.allHeaders()))
  })
  // Cookies ignore ports, so storage on the same host would receive them if they were sent at all.
  await context.addCookies([{ name: 'session', value: 'cookie-of-the-app', url: site.url }])
  await page.addInitScript(() => (window.appToken = 'token-of-the-app'))
  await openScene({ scene: 'fault' })
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  const [send] = traffic.sends
  expect(Object.keys(send?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']))
  expect(Object.keys(send?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']))
  expect(JSON.stringify(send?.headers)).not.toContain('of-the-app')
  // The API receives both.
  await expect
    .poll(() => calls.some((call) => /token-of-the-app/.test(call) && /cookie-of-the-app/.test(call)))
    .toBe(true)
})

test("H6 works under the strictest content policy that the guide documents, with its worker from the page's own origin", async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  const policies: (string | undefined)[] = []
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) policies.push(response.headers()['content-security-policy'])
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(violatedDirective))
  })
  await openScene({ scene: 'fault' })
  const picture = await makePng()
  await widget.choose(picture, makeText())
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
  await expect(widget.tile(picture.name).getByRole('img')).toBeVisible()
  expect(policies).toHaveLength(1)
  expect(policies[0]).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';")
  expect(page.workers().map((worker) => new URL(worker.url()).protocol)).toContain('http:')
  const record = traffic.records.find(({ name }) => name === picture.name)
  expect(await traffic.sha256(record?.objectKey)).toBe(sha256(picture.buffer))
})

test('H7 stores a virus, a zip bomb and a picture that is also a page unchanged', async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  const seen = watchForScripts(page)
  const files = [makeEicar(), makeZipBomb(), makePolyglot(), await makeJpeg()]
  await openScene({ scene: 'fault' })
  await widget.choose(...files)
  for (const { name } of files) await expect(widget.row(name).root).toContainText('Uploaded')
  for (const { name, buffer } of files) {
    const record = traffic.records.find((candidate) => candidate.name === name)
    expect(record?.size, name).toBe(buffer.length)
    expect(await traffic.sha256(record?.objectKey), name).toBe(sha256(buffer))
  }
  expect(seen).toEqual([])
})
