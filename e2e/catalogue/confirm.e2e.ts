import type { Page } from '@playwright/test'
import type { FaultAction } from '../server/testing/faultScript.ts'
import { makeJpeg, makeText, sha256 } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { watchWords } from '../support/watchWords.ts'

// Faults after storage has the bytes. They are sent again only if storage has lost them.

const serverError: FaultAction = { kind: 'answer', status: 500 }

test('C1 confirms again after each server error, and sends once', async ({ openScene, widget, site, traffic }) => {
  const file = makeText()
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'confirm', times: 4, action: serverError })
  await widget.choose(file)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('The file was sent but not registered. The server is having problems.')
  expect(traffic.calls('confirm')).toHaveLength(4)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
})

// The answer never arrives, because after a lost connection the browser might repeat the call by itself.
for (const [backend, calls] of [
  ['rest', ['tickets', 'confirm', 'confirm']],
  ['foir', ['tickets', 'confirm', 'confirm']],
  ['glue', ['tickets', 'confirm', 'tickets']],
  ['inspect', ['tickets', 'confirm', 'tickets']],
] as const) {
  test(`C2 creates one record when the answer to the confirm is lost, with ${backend}`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    // Long enough that the second answer is not late too on a busy machine.
    await openScene({ scene: 'fault', backend, timeout: 4000 })
    site.server.faults.add({ call: 'confirm', action: { kind: 'hang-after' } })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('Uploaded')
    const made = site.server.log.calls.map(({ call }) => call)
    expect(made.filter((call) => call === 'tickets' || call === 'confirm')).toEqual(calls)
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.records).toHaveLength(1)
  })
}

test('C2 says that a file may already be attached when the API cannot tell, with ion', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  // Long enough that the ticket is not late on a busy machine.
  await openScene({ scene: 'fault', backend: 'ion', timeout: 4000 })
  site.server.faults.add({ call: 'confirm', action: { kind: 'hang-after' } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The file may already be registered. Check before you retry.')
  await expect(row.button('Retry')).toBeVisible()
  expect(traffic.calls('confirm')).toHaveLength(1)
  expect(traffic.sends).toHaveLength(1)
})

for (const [status, code, words] of [
  [403, 'forbidden', 'You do not have permission to upload here.'],
  [401, 'unauthorized', 'You are signed out. Sign in again, then retry.'],
] as const) {
  test(`C3 says after a ${status} that the file was sent but not registered`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault' })
    site.server.faults.add({ call: 'confirm', action: { kind: 'answer', status, code } })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText(`The file was sent but not registered. ${words}`)
    expect(traffic.calls('confirm')).toHaveLength(1)
    expect(traffic.records).toEqual([])
    if (status === 401) {
      await widget.row('notes.txt').button('Retry').click()
      await expect(widget.row('notes.txt').root).toContainText('Uploaded')
    }
    expect(traffic.sends).toHaveLength(1)
  })
}

for (const backend of ['rest', 'ion'] as const) {
  test(`C5 sends a file again under another ticket when storage has lost it, with ${backend}`, async ({
    openScene,
    widget,
    site,
    shared,
    traffic,
  }) => {
    const file = makeText()
    await openScene({ scene: 'fault', backend })
    const confirm = site.gate.hold(({ method }) => method === 'POST' && traffic.sends[0]?.status === 200, 1)
    await widget.choose(file)
    await confirm.arrived
    await shared.objects.remove(traffic.tickets[0]?.key ?? '')
    confirm.release()
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.calls('confirm')).toHaveLength(2)
    expect(traffic.sends).toHaveLength(2)
    expect(await traffic.sha256(traffic.tickets.at(-1)?.key)).toBe(sha256(file.buffer))
  })
}

test('C5 leaves the retry to the user when storage loses the file twice', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  const action = { kind: 'answer', status: 409, code: 'not-verified' } as const
  await openScene({ scene: 'fault', digest: 'none' })
  site.server.faults.add({ call: 'confirm', times: 2, action })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The server could not find the uploaded file. Try again.')
  expect(traffic.calls('confirm')).toHaveLength(2)
  expect(traffic.calls('tickets')).toHaveLength(2)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('C6 sends a new copy under its own key after the first one has already been used', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  const action = { kind: 'answer', status: 409, code: 'already-used' } as const
  await openScene({ scene: 'fault', digest: 'none' })
  site.server.faults.add({ call: 'confirm', action })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('This upload has already been used. Upload the file again.')
  expect(traffic.calls('confirm')).toHaveLength(1)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.tickets).toHaveLength(2)
  expect(traffic.sends).toHaveLength(2)
  expect(traffic.records.map(({ objectKey }) => objectKey)).toEqual([traffic.tickets[1]?.key])
})

test('C7 confirms once more when the server hangs, then leaves the retry to the user', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  // Long enough that the last answer is not late, too, on a busy machine.
  await openScene({ scene: 'fault', timeout: 4000 })
  const words = await watchWords(page)
  site.server.faults.add({ call: 'confirm', times: 2, action: { kind: 'hang' } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The file was sent but not registered. The server did not answer in time.')
  expect(await words()).toContain('Finishing')
  expect(traffic.calls('confirm')).toHaveLength(2)
  await row.button('Retry').click()
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
})

test('C8 shows what the server reports about the file', async ({ page, openScene, widget, site }) => {
  const fields = {
    name: 'pier.webp',
    type: 'image/webp',
    width: 320,
    height: 640,
    blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  }
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'confirm', action: { kind: 'rewrite', fields } })
  await widget.choose(await makeJpeg())
  await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  await expect(widget.row('harbour.jpg').root).toContainText('Uploaded as pier.webp')
  await expect(widget.tile('pier.webp')).toBeVisible()
  const stored = await page.evaluate(() => {
    const [upload] = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads ?? []
    return upload?.status === 'done' ? upload.stored : null
  })
  expect(stored).toMatchObject(fields)
})

test('C8 does not accept a record of another size', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'confirm', times: 5, action: { kind: 'rewrite', fields: { size: 1 } } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The server registered a different file from the one that was sent.')
  await expect(row.button('Retry')).toBeVisible()
  expect(traffic.calls('confirm')).toHaveLength(1)
})

for (const backend of ['rest', 'foir'] as const) {
  test(`C9 registers a stored file when the page is closed before the next attempt, with ${backend}`, async ({
    page,
    openScene,
    widget,
    site,
    traffic,
  }) => {
    // The next attempt would follow after ten seconds at the earliest.
    await openScene({ scene: 'fault', backend, random: 0.99, hurry: 0.05 })
    site.server.faults.add({ call: 'confirm', action: serverError })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('Trying again')
    page.once('dialog', (dialog) => void dialog.accept())
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
    await expect.poll(() => traffic.records.length, { timeout: 8000 }).toBe(1)
    expect(traffic.sends).toHaveLength(1)
  })
}

for (const backend of ['rest', 'glue'] as const) {
  test(`C9 creates one record when the page is closed during a confirm, with ${backend}`, async ({
    page,
    openScene,
    widget,
    site,
    traffic,
  }) => {
    await openScene({ scene: 'fault', backend })
    const confirm = site.gate.hold(({ method }) => method === 'POST' && traffic.sends[0]?.status === 200)
    await widget.choose(makeText())
    await confirm.arrived
    page.once('dialog', (dialog) => void dialog.accept())
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
    confirm.release()
    await expect.poll(() => traffic.records.length).toBe(1)
    // A confirm is repeated on leaving only if the API allows it.
    if (backend === 'glue') expect(traffic.calls('confirm')).toHaveLength(1)
  })
}

test('C12 attaches the file to the given entity and to no other', async ({ page, openScene, widget, site }) => {
  // Run step 17 has the entity 9017, but an app that passes the step's id gets the entity of that id.
  await openScene({ scene: 'fault', backend: 'ion', entity: '17' })
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('Uploaded')
  expect(await readAttachment(page, `${site.url}/api/ion/graphql`)).toMatchObject({ entityId: 17 })
})

async function readAttachment(page: Page, url: string): Promise<unknown> {
  const query = 'query ($id: ID!) { fileAttachment(id: $id) { id entityId filename } }'
  const answer = await page.request.post(url, { data: { query, variables: { id: '1' } } })
  const { data } = (await answer.json()) as { readonly data: { readonly fileAttachment: unknown } }
  return data.fileAttachment
}
