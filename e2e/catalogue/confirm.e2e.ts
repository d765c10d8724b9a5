import type { Page } from '@playwright/test'
import type { FaultAction } from '../server/testing/faultScript.ts'
import { makeJpeg, makeText, sha256 } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { watchWords } from '../support/watchWords.ts'

// What can go wrong when storage has the bytes. They are never sent again for it, unless they are not there.

const serverError: FaultAction = { kind: 'answer', status: 500 }

test('C1 confirms again after each failure of the server, and sends once', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
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
  expect(await traffic.sha256(traffic.records[0]?.key)).toBe(sha256(file.buffer))
})

// An answer that never comes: unlike a lost connection, no browser repeats such a call by itself.
for (const [backend, calls] of [
  ['rest', ['tickets', 'confirm', 'confirm']],
  ['foir', ['tickets', 'confirm', 'confirm']],
  ['glue', ['tickets', 'confirm', 'tickets']],
  ['inspect', ['tickets', 'confirm', 'tickets']],
] as const) {
  test(`C2 makes one record of a confirm whose answer is lost, with ${backend}`, async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    // Enough for a busy machine: the second answer must not be late, too.
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

test('C2 says that a file may be attached already where nobody can tell, with ion', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault', backend: 'ion', timeout: 1500 })
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
  test(`C5 sends once more under another ticket what is gone from storage, with ${backend}`, async ({
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

test('C5 leaves it to the person when it is gone a second time', async ({ openScene, widget, site, traffic }) => {
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

test('C6 sends a new copy, under a key of its own, after one that was used already', async ({
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
  expect(traffic.records.map(({ key }) => key)).toEqual([traffic.tickets[1]?.key])
})

test('C7 confirms once more where the server hangs, then leaves it to the person', async ({
  page,
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault', timeout: 1500 })
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

test('C8 shows what the server says of the file', async ({ page, openScene, widget, site }) => {
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
  await expect(widget.row('harbour.jpg').root).toContainText('stored as pier.webp')
  await expect(widget.tile('pier.webp')).toBeVisible()
  const stored = await page.evaluate(() => {
    const [upload] = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads ?? []
    return upload?.status === 'done' ? upload.stored : null
  })
  expect(stored).toMatchObject(fields)
})

test('C8 takes a record of another size for none', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  site.server.faults.add({ call: 'confirm', times: 5, action: { kind: 'rewrite', fields: { size: 1 } } })
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The server registered a different file from the one that was sent.')
  await expect(row.button('Retry')).toBeVisible()
  expect(traffic.calls('confirm')).toHaveLength(1)
})

for (const backend of ['rest', 'foir'] as const) {
  test(`C9 registers what is stored when the page goes before the next try, with ${backend}`, async ({
    page,
    openScene,
    widget,
    site,
    traffic,
  }) => {
    // The next try would come after ten seconds at the earliest.
    await openScene({ scene: 'fault', backend, random: 0.99, hurry: 0.05 })
    site.server.faults.add({ call: 'confirm', action: serverError })
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('Trying again')
    page.once('dialog', (dialog) => void dialog.accept())
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => traffic.records.length, { timeout: 8000 }).toBe(1)
    expect(traffic.sends).toHaveLength(1)
  })
}

for (const backend of ['rest', 'glue'] as const) {
  test(`C9 makes one record of a confirm that is on its way when the page goes, with ${backend}`, async ({
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
    // Only where it may be repeated is it repeated on leaving.
    if (backend === 'glue') expect(traffic.calls('confirm')).toHaveLength(1)
  })
}

test('C12 attaches to the entity that it was told, and to no other', async ({ page, openScene, widget, site }) => {
  // A run step of that number has the entity 9017; whoever passes the step's own id gets what it asks for.
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
