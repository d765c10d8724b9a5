import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Page } from '@playwright/test'
import type { Diagnosis, DiagnoseOptions } from '../src/doctor.ts'
import { findings } from '../test/doctor/findings.ts'
import { always, preflights, puts } from './catalogue/expectations.ts'
import { takeDeadPort } from './support/takeDeadPort.ts'
import { isRefusal } from './storage/answers/answerOf.ts'
import { answersOf } from './storage/answers/storageAnswers.ts'
import { createStorageClient } from './storage/storageClient.ts'
import { testedApis } from './support/apis.ts'
import { makeText } from './support/files.ts'
import type { Matches } from './support/gate.ts'
import { expect, test } from './support/test.ts'

// The doctor finds every kind of wrong set-up, and nothing wrong with a correct one.

const reports: string[] = []

test.afterEach(({ site }) => {
  for (const report of reports.splice(0)) {
    for (const secret of site.secrets) expect(report).not.toContain(secret)
    expect(report).not.toMatch(/X-Amz-(Signature|Credential|Date)|[0-9a-f]{64}|\/uploads\//i)
  }
})

async function diagnose(page: Page, options: Pick<DiagnoseOptions, 'confirm' | 'timeoutMs'> = {}): Promise<Diagnosis> {
  const diagnosis = await page.evaluate((given) => window.diagnose?.(given), options)
  if (!diagnosis) throw new Error('The page has no doctor.')
  reports.push(JSON.stringify(diagnosis))
  return diagnosis
}

/** Returns the message and advice of a finding. */
function textOf({ checks }: Diagnosis, code: string): string {
  const found = checks.find((check) => 'code' in check && check.code === code)
  return found && 'advice' in found ? `${found.message} ${found.advice}` : ''
}

const tickets: Matches = ({ path }) => /\/(tickets|graphql|presigned|attachments|direct_uploads)$/.test(path)

const apis = ['rest', ...testedApis.map(({ id }) => id)]

for (const backend of apis) {
  test(`finds nothing wrong with a correct set-up of ${backend}, and registers nothing`, async ({
    page,
    openScene,
    traffic,
  }) => {
    await openScene({ scene: 'doctor', backend })
    const diagnosis = await diagnose(page)
    expect(findings(diagnosis)).toEqual([])
    expect(diagnosis.ok).toBe(true)
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.calls('confirm')).toEqual([])
    expect(traffic.records).toEqual([])
  })

  test(`confirms the test upload with ${backend} when asked to`, async ({ page, openScene, traffic }) => {
    await openScene({ scene: 'doctor', backend })
    const diagnosis = await diagnose(page, { confirm: true })
    expect(findings(diagnosis)).toEqual([])
    const confirm = diagnosis.checks.find(({ name }) => name === 'confirm')
    expect(confirm).toMatchObject({ outcome: 'ok', message: expect.stringContaining('Remember to delete') })
    if (backend === 'rest') expect(traffic.records).toHaveLength(1)
  })
}

test.describe('with tickets for parts', () => {
  test.use({ serverOptions: { sendWith: 'multipart' } })

  test('sends one part and aborts the upload', async ({ page, openScene, traffic }) => {
    await openScene({ scene: 'doctor' })
    expect(findings(await diagnose(page))).toEqual([])
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.calls('abort')).toHaveLength(1)
    expect(traffic.records).toEqual([])
  })
})

test('abandons its ticket, and leaves no object behind', async ({ page, openScene, traffic }) => {
  await openScene({ scene: 'doctor' })
  await diagnose(page)
  expect(traffic.calls('abandon')).toHaveLength(1)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('reports a hidden ETag as a problem with ION, as a warning when it would be compared, and otherwise not at all', async ({
  page,
  openScene,
  shared,
}) => {
  shared.proxy.hideEtag(true)
  for (const [params, expected] of [
    [{ backend: 'ion' }, ['problem etag etag-hidden']],
    [{ backend: 'glue', etag: 'md5' }, ['warning etag etag-hidden']],
    [{ backend: 'rest' }, []],
  ] as const) {
    await openScene({ scene: 'doctor', ...params })
    const diagnosis = await diagnose(page)
    expect(findings(diagnosis)).toEqual(expected)
    if (expected.length > 0) expect(textOf(diagnosis, 'etag-hidden')).toContain('"ExposeHeaders": ["ETag"]')
  }
})

test('says whether a preflight is refused because of the origin, the method or the headers', async ({
  page,
  openScene,
  shared,
  site,
  traffic,
  witness,
}) => {
  witness.expectRefusals()
  await openScene({ scene: 'doctor' })
  const refused = { kind: 'answer', status: 403, code: 'AccessForbidden' } as const
  shared.proxy.failNext(preflights, refused, always)
  const byMethod = await diagnose(page)
  const { showsUnsignedRefusals } = await answersOf(shared.storage)
  const code = showsUnsignedRefusals ? 'cors-method-refused' : 'cors-origin-refused'
  expect(findings(byMethod)).toEqual([`problem preflight ${code}`])
  expect(textOf(byMethod, code)).toContain(`"AllowedOrigins": ["${site.url}"]`)
  expect(traffic.sends).toEqual([])

  shared.proxy.clearFaults()
  shared.proxy.failNext(preflights, refused, 2)
  const byHeaders = showsUnsignedRefusals ? 'cors-headers-refused' : 'cors-origin-refused'
  expect(findings(await diagnose(page))).toEqual([`problem preflight ${byHeaders}`])

  shared.proxy.clearFaults()
  shared.proxy.failNext(preflights, refused, always)
  shared.proxy.failNext(
    ({ method }) => method === 'GET',
    { kind: 'strip', headers: ['access-control-allow-origin'] },
    always,
  )
  expect(findings(await diagnose(page))).toEqual(['problem preflight cors-origin-refused'])
})

test('leaves no object behind in a bucket that anybody may write to', async ({
  page,
  openScene,
  shared,
  traffic,
  witness,
}) => {
  witness.expectRefusals()
  const { bucket: Bucket } = shared.storage
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const client = createStorageClient(shared.storage)
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  try {
    await openScene({ scene: 'doctor' })
    shared.proxy.failNext(preflights, { kind: 'answer', status: 403, code: 'AccessForbidden' }, 2)
    expect(findings(await diagnose(page))).toEqual(['problem preflight cors-headers-refused'])
    // The probe names an upload that does not exist.
    expect(traffic.sends.map(({ method, status }) => [method, status])).toEqual([['PUT', 404]])
  } finally {
    await client.send(new DeleteBucketPolicyCommand({ Bucket }))
    client.destroy()
  }
})

test('finds that the preflight of a form is refused', async ({ page, openScene, shared, witness }) => {
  witness.expectRefusals()
  await openScene({ scene: 'doctor', backend: 'glue-form' })
  shared.proxy.failNext(preflights, { kind: 'answer', status: 403, code: 'AccessForbidden' }, always)
  const { showsUnsignedRefusals } = await answersOf(shared.storage)
  const code = showsUnsignedRefusals ? 'preflight-refused' : 'cors-origin-refused'
  expect(findings(await diagnose(page))).toEqual([`problem preflight ${code}`])
})

test("finds an answer that does not allow the page's origin", async ({ page, openScene, shared, traffic, witness }) => {
  witness.expectRefusals()
  await openScene({ scene: 'doctor' })
  shared.proxy.failNext(puts, { kind: 'strip', headers: ['access-control-allow-origin'] }, always)
  expect(findings(await diagnose(page))).toEqual(['problem cors cors-answer-hidden'])
  expect(traffic.sends.length).toBeGreaterThan(0)
})

test('finds a connection that breaks while bytes are sent', async ({ page, openScene, shared, witness }) => {
  const { showsUnsignedRefusals } = await answersOf(shared.storage)
  if (!showsUnsignedRefusals) witness.expectRefusals()
  await openScene({ scene: 'doctor' })
  shared.proxy.failNext(puts, { kind: 'reset-after' }, 4)
  const problem = showsUnsignedRefusals ? 'storage connection-broken' : 'cors cors-answer-hidden'
  expect(findings(await diagnose(page))).toEqual([`problem ${problem}`])
})

test.describe('with a policy that allows any port', () => {
  test.use({ serverOptions: { pagePolicy: { 'connect-src': "'self' http://127.0.0.1:*" } } })

  test('finds storage that cannot be reached', async ({ page, openScene, site, traffic }) => {
    const dead = await takeDeadPort(site.url)
    await openScene({ scene: 'doctor' })
    site.amendments.add(tickets, (answer) => moveTo(answer, `http://127.0.0.1:${dead.port}`))
    expect(findings(await diagnose(page))).toEqual(['problem reachable storage-unreachable'])
    expect(traffic.storageRequests).toEqual([])
    dead.release()
  })
})

test('finds a content type that differs from the signed one', async ({ page, openScene, site, shared, witness }) => {
  witness.expectRefusals()
  await openScene({ scene: 'doctor' })
  site.amendments.add(
    tickets,
    (answer) =>
      mapTickets(answer, (ticket) => ({
        ...ticket,
        headers: { ...(ticket['headers'] as object), 'content-type': 'text/plain' },
      })),
    1,
  )
  const told = await diagnose(page)
  expect(findings(told)).toEqual(['problem signature type-not-signed-as-sent'])
  expect(JSON.stringify(told)).not.toContain('text/plain')

  site.amendments.add(tickets, (answer) => mapTickets(answer, (ticket) => ({ ...ticket, headers: {} })), 1)
  const lacking = await diagnose(page)
  expect(findings(lacking)).toEqual(['problem signature signed-header-missing'])
  expect(textOf(lacking, 'signed-header-missing')).toContain('x-amz-checksum-sha256')

  shared.proxy.failNext(puts, { kind: 'rewrite', headers: { 'content-type': 'text/plain' } })
  const changed = await diagnose(page)
  expect(findings(changed)).toEqual(['problem signature signature-mismatch'])
  expect(textOf(changed, 'signature-mismatch')).toContain('SignatureDoesNotMatch')
})

for (const [title, minutes, rule, words] of [
  ['had expired on arrival', -60, 'an expired signature', '60 minutes in the past'],
  ['is signed for a time in the future', 60, 'a signature of the future', '60 minutes in the future'],
] as const) {
  test(`finds a ticket that ${title}`, async ({ page, openScene, site, shared }) => {
    await openScene({ scene: 'doctor', digest: 'none' })
    const { storage, proxy } = shared
    const client = createStorageClient({ ...storage, endpoint: proxy.url })
    site.amendments.add(tickets, (answer) =>
      mapTickets(answer, async (ticket) => {
        const Key = new URL(String(ticket['url'])).pathname.split('/').slice(2).join('/')
        const url = await getSignedUrl(client, new PutObjectCommand({ Bucket: storage.bucket, Key }), {
          expiresIn: 900,
          signingDate: new Date(Date.now() + minutes * 60_000),
        })
        return { ...ticket, url, headers: { 'Content-Type': 'text/plain' } }
      }),
    )
    const diagnosis = await diagnose(page)
    client.destroy()
    const { to } = await answersOf(storage)
    const code = isRefusal(to[rule]) ? 'clock-skew' : 'clock-differs'
    expect(findings(diagnosis)).toEqual([`${isRefusal(to[rule]) ? 'problem' : 'warning'} clock ${code}`])
    expect(textOf(diagnosis, code)).toContain(words)
  })
}

test('finds no problem in a wrong clock of the device', async ({ page, openScene }) => {
  await page.clock.setFixedTime(Date.now() - 86_400_000)
  await openScene({ scene: 'doctor' })
  const diagnosis = await diagnose(page)
  expect(findings(diagnosis)).toEqual([])
  expect(diagnosis.checks.find(({ name }) => name === 'clock')?.message).toContain('24 hours slow')
})

for (const [title, pagePolicy, expected] of [
  ['no worker', { 'worker-src': "'none'" }, ['warning worker worker-blocked']],
  ['no WASM', { 'script-src': "'self'" }, ['warning wasm wasm-blocked']],
  ['no connection to storage', { 'connect-src': "'self'" }, ['problem content-policy policy-blocks-storage']],
  ['no connection to the API', { 'connect-src': 'http://127.0.0.1:1' }, ['problem content-policy policy-blocks-api']],
] as const) {
  test.describe('under a strict policy', () => {
    test.use({ serverOptions: { pagePolicy } })

    test(`finds that the content policy allows ${title}`, async ({ page, openScene, witness }) => {
      witness.expectRefusals()
      await openScene({ scene: 'doctor' })
      expect(findings(await diagnose(page))).toEqual(expected)
    })
  })
}

test('finds mixed content', async ({ page, site, shared, traffic, widget, witness }) => {
  witness.expectRefusals()
  const secure = 'https://coatcheck.test'
  await page.route(`${secure}/**`, async (route) => {
    const url = route.request().url().replace(secure, site.url)
    const answer = await route.fetch({ url })
    await route.fulfill({ response: answer })
  })
  site.amendments.add(tickets, (answer) => moveTo(answer, 'http://storage.test'))
  await page.goto(`${secure}/e2e/pages/harness.html?scene=doctor`)
  await widget.zone.waitFor()
  const diagnosis = await diagnose(page)
  expect(findings(diagnosis)).toEqual(['problem address mixed-content'])
  expect(traffic.storageRequests).toEqual([])
  expect(shared.proxy.sends()).toEqual([])
})

test('reports what the API answers instead of a ticket', async ({ page, openScene, site }) => {
  await openScene({ scene: 'doctor' })
  for (const [action, expected] of [
    [{ kind: 'answer', status: 401, code: 'unauthorized' }, 'api-unauthorized'],
    [{ kind: 'answer', status: 403, code: 'forbidden', message: 'You may only look.' }, 'api-forbidden'],
    [{ kind: 'answer', status: 500 }, 'api-failed'],
    [{ kind: 'answer', status: 200, text: '<html>Sign in</html>' }, 'api-answer-malformed'],
    [{ kind: 'rewrite', without: ['url'] }, 'api-answer-malformed'],
    [{ kind: 'drop' }, 'api-unreachable'],
  ] as const) {
    site.server.faults.add({ call: 'tickets', times: action.kind === 'drop' ? 10 : 1, action })
    const diagnosis = await diagnose(page)
    expect(findings(diagnosis)).toEqual([`problem ticket ${expected}`])
    if (expected === 'api-forbidden') expect(textOf(diagnosis, expected)).toContain('You may only look.')
    site.server.faults.clear()
  }
})

test('finds that storage redirects, is too slow, or is not storage at all', async ({
  page,
  openScene,
  shared,
  site,
  witness,
}) => {
  witness.expectRefusals()
  await openScene({ scene: 'doctor' })
  shared.proxy.failNext(puts, { kind: 'hang' })
  expect(findings(await diagnose(page, { timeoutMs: 10_000 }))).toEqual(['problem storage storage-slow'])
  shared.proxy.failNext(puts, { kind: 'answer', status: 200, body: '<html>Welcome</html>' })
  expect(findings(await diagnose(page))).toEqual(['problem storage not-storage'])
  shared.proxy.failNext(puts, { kind: 'redirect', to: `${site.url}/api/health` }, always)
  expect(findings(await diagnose(page))).toEqual(['problem storage storage-redirected'])
})

test('can be started from a failed row, and shows a report without secrets', async ({
  page,
  openScene,
  widget,
  shared,
  site,
  witness,
}) => {
  await openScene({ scene: 'doctor' })
  const refused = { kind: 'answer', status: 403, code: 'SignatureDoesNotMatch' } as const
  shared.proxy.failNext(puts, refused, always)
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('Storage refused the file.')
  await row.root.getByRole('button', { name: 'Check the set-up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set-up check' })
  await expect(dialog).toContainText('One problem found.')
  await expect(dialog).toContainText('signature-mismatch')
  await witness.expectNowhere(site.secrets)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('closes its report by a click beside it', async ({ page, openScene }) => {
  await openScene({ scene: 'doctor' })
  await page.getByRole('button', { name: 'Check the set-up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set-up check' })
  await expect(dialog).toContainText('No problems found.')
  await page.mouse.click(3, 3)
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Check the set-up' })).toBeFocused()
})

test('says when its code cannot be loaded, and loads it when asked again', async ({
  page,
  openScene,
  traffic,
  witness,
}) => {
  witness.expectReport(/^coatcheck: the doctor could not run\. ChunkLoadError/)
  await openScene({ scene: 'doctor' })
  await page.route(/diagnoseInBrowser/, (route) => route.abort())
  await page.getByRole('button', { name: 'Check the set-up' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set-up check' })
  await expect(dialog).toContainText('The check could not be loaded.')
  expect(traffic.sends).toEqual([])
  await page.unroute(/diagnoseInBrowser/)
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toContainText('No problems found.')
})

for (const api of apis) {
  test(`is a button in the demo, and finds no problem with ${api}`, async ({ page, openDemo, traffic }) => {
    await openDemo(api)
    if (api === 'ion') await waitForEntity(page)
    await page.getByRole('button', { name: 'Check the set-up' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set-up check' })
    await expect(dialog).toContainText('No problems found.')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByRole('button', { name: 'Check the set-up' })).toBeFocused()
    expect(traffic.records).toEqual([])
  })
}

/** Waits until the ION demo has looked up the entity; its list of requests shows that. */
async function waitForEntity(page: Page): Promise<void> {
  await page.locator('summary').filter({ hasText: 'Requests' }).click()
  await expect(page.getByRole('cell', { name: '200', exact: true })).toBeVisible()
}

type Ticket = Readonly<Record<string, unknown>>

/** Changes the ticket of an answer, or each ticket of a list, as `rest` has it. */
async function mapTickets(answer: unknown, change: (ticket: Ticket) => Ticket | Promise<Ticket>): Promise<unknown> {
  const { tickets: list } = answer as { readonly tickets?: readonly Ticket[] }
  if (!list) return change(answer as Ticket)
  return { ...(answer as object), tickets: await Promise.all(list.map(async (ticket) => change(ticket))) }
}

function moveTo(answer: unknown, origin: string): Promise<unknown> {
  return mapTickets(answer, (ticket) => {
    const { pathname, search } = new URL(String(ticket['url']))
    return { ...ticket, url: `${origin}${pathname}${search}` }
  })
}
