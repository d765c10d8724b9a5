import type { Locator, Page } from '@playwright/test'
import { makeBytes, makeDiskFile, makeText, sha256, type TestFile } from '../support/files.ts'
import { limitUploads } from '../support/network.ts'
import { expect, test } from '../support/test.ts'
import { puts } from './expectations.ts'

// Pages that are closed, and parts that are mounted again.

/** Accepts every dialog that the page opens, and returns their kinds. */
function acceptDialogs(page: Page): readonly string[] {
  const kinds: string[] = []
  page.on('dialog', (dialog) => {
    kinds.push(dialog.type())
    void dialog.accept()
  })
  return kinds
}

test('P1 asks before the page is closed during an upload, and registers nothing when the upload is cut off', async ({
  page,
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const dialogues = acceptDialogs(page)
  const file = await makeDiskFile('half.bin', 60_000_000)
  try {
    await openScene({ scene: 'fault', digest: 'none' })
    shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 5_000_000 })
    await widget.choose(file.path)
    await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(50_000)
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
  } finally {
    await file.remove()
  }
  expect(dialogues).toEqual(['beforeunload'])
  await expect.poll(() => traffic.sends[0]?.isBrokenOff).toBe(true)
  expect(traffic.sends).toHaveLength(1)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
  expect(traffic.records).toEqual([])
})

test('P1 does not ask when no upload is in progress', async ({ page, openScene, widget, shared, traffic }) => {
  const dialogues = acceptDialogs(page)
  await openScene({ scene: 'fault' })
  await widget.choose(makeText('done.txt'))
  await expect(widget.row('done.txt').root).toContainText('Uploaded')
  const held = shared.proxy.gate.hold(puts, 1)
  await widget.choose(makeText('cancelled.txt'))
  await held.arrived
  await widget.row('cancelled.txt').button('Cancel').click()
  await expect(widget.row('cancelled.txt').root).toContainText('Cancelled')
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
  expect(dialogues).toEqual([])
  expect(traffic.records).toHaveLength(1)
})

test('P6 attaches a file to the entity it was added for, although the page has moved on to another', async ({
  page,
  openDemo,
  widget,
  site,
  shared,
}) => {
  await openDemo('ion')
  const held = shared.proxy.gate.hold(puts, 1)
  await widget.choose(makeText('early.txt'))
  await held.arrived
  await page.getByLabel('Attach to').selectOption('Run step 18')
  await widget.choose(makeText('late.txt'))
  await expect(widget.row('late.txt').root).toContainText('Uploaded')
  held.release()
  await expect(widget.row('early.txt').root).toContainText('Uploaded')
  const attachments = await readAttachments(page, `${site.url}/api/ion/graphql`)
  expect(attachments).toEqual([
    { entityId: 9018, filename: 'late.txt' },
    { entityId: 9017, filename: 'early.txt' },
  ])
})

test('P8 keeps two widgets independent when one of them is mounted again', async ({ page, openScene, traffic }) => {
  const [first, second] = [page.getByRole('region', { name: 'First' }), page.getByRole('region', { name: 'Second' })]
  const [lost, kept] = [makeBytes('lost.bin', 3_000_000), makeBytes('kept.bin', 300_000)]
  await openScene({ scene: 'pair', gather: 'no' })
  await limitUploads(page, 200_000)
  await choose(page, first, lost)
  await choose(page, second, kept)
  await expect.poll(() => traffic.sends.filter(({ receivedBytes }) => receivedBytes > 10_000).length).toBe(2)
  await page.getByRole('button', { name: 'Mount the first again' }).click()
  await expect(first.getByRole('listitem')).toHaveCount(0)
  const { key = '' } = traffic.tickets.find(({ announced }) => announced.name === lost.name) ?? {}
  await expect.poll(() => traffic.sends.find(({ path }) => path.endsWith(key))?.isBrokenOff).toBe(true)
  await expect.poll(() => traffic.calls('abandon').map(({ status }) => status)).toEqual([204])
  await expect(second.getByRole('listitem')).toContainText('Uploaded')

  const again = makeText('again.txt')
  await choose(page, first, again)
  await expect(first.getByRole('listitem')).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(3)
  expect(traffic.records.map(({ name }) => name)).toEqual([kept.name, again.name])
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(kept.buffer))
})

async function choose(page: Page, widget: Locator, file: TestFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await widget.getByRole('button', { name: /^Drop files here/ }).click()
  await (await chooser).setFiles([file])
}

async function readAttachments(page: Page, url: string): Promise<unknown> {
  const query = '{ one: fileAttachment(id: 1) { entityId filename } two: fileAttachment(id: 2) { entityId filename } }'
  const answer = await page.request.post(url, { data: { query } })
  const { data } = (await answer.json()) as { readonly data: { readonly one: unknown; readonly two: unknown } }
  return [data.one, data.two]
}
