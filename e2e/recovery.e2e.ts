import type { BrowserContext, Page } from '@playwright/test'
import { puts } from './catalogue/expectations.ts'
import { makeBytes, makeText, sha256 } from './support/files.ts'
import { expect, test } from './support/test.ts'
import { Widget } from './support/Widget.ts'

// Uploads that a reload or a crash has interrupted.

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
})

interface StoredCounts {
  readonly records: number
  readonly files: number
}

/** Counts what the page's database contains. */
function countStored(page: Page): Promise<StoredCounts> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'coatcheck')) return { records: 0, files: 0 }
    return new Promise<StoredCounts>((resolve, reject) => {
      const opening = indexedDB.open('coatcheck')
      opening.addEventListener('error', () => reject(opening.error ?? new Error('The database cannot be opened.')))
      opening.addEventListener('success', () => {
        const database = opening.result
        const transaction = database.transaction(['records', 'files'])
        const [records, files] = ['records', 'files'].map((store) => transaction.objectStore(store).count())
        transaction.addEventListener('complete', () => {
          database.close()
          resolve({ records: records?.result ?? 0, files: files?.result ?? 0 })
        })
      })
    })
  })
}

/** Crashes the page as a lack of memory would: it gets no event. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await context.newCDPSession(page)
  // The command gets no answer from a crashed page.
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

const confirms = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && path.endsWith('/files')

test('continues the queue after a reload, and stores nothing once it is finished', async ({
  page,
  openScene,
  widget,
  site,
  shared,
  traffic,
  witness,
}) => {
  const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => makeText(name))
  const held = shared.proxy.gate.hold(puts)
  await openScene({ scene: 'recovery', sending: 1 })
  await widget.choose(...files)
  await held.arrived
  await expect.poll(() => countStored(page)).toEqual({ records: 3, files: 3 })
  expect(site.secrets).not.toEqual([])
  await witness.expectNowhere(site.secrets)

  await page.reload()
  for (const { name } of files) await expect(widget.row(name).root).toBeVisible()
  expect(traffic.records).toEqual([])
  held.release()
  for (const { name } of files) await expect(widget.row(name).root).toContainText('Uploaded')
  expect(traffic.records.map(({ name }) => name).toSorted()).toEqual(['a.txt', 'b.txt', 'c.txt'])
  for (const { name, objectKey } of traffic.records) {
    const file = files.find((one) => one.name === name)
    expect(await traffic.sha256(objectKey)).toBe(sha256(file?.buffer ?? Buffer.of()))
  }
  await expect.poll(() => countStored(page)).toEqual({ records: 0, files: 0 })
})

test('confirms a stored file after a crash, without sending it again', async ({
  page,
  context,
  openScene,
  widget,
  site,
  traffic,
}) => {
  const file = makeText()
  await openScene({ scene: 'recovery' })
  const url = page.url()
  const held = site.gate.hold(confirms, 1)
  await widget.choose(file)
  await held.arrived
  await crash(context, page)
  expect(traffic.records).toEqual([])

  const next = await context.newPage()
  await next.goto(url)
  await expect(new Widget(next).row(file.name).root).toContainText('Uploaded')
  held.release()
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.calls('tickets')).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
})

test('leaves an upload to the tab that runs it, and takes over when that tab is closed', async ({
  page,
  context,
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeText()
  const held = shared.proxy.gate.hold(puts)
  await openScene({ scene: 'recovery' })
  await widget.choose(file)
  await held.arrived
  await expect.poll(() => countStored(page)).toEqual({ records: 1, files: 1 })

  const second = await context.newPage()
  const other = new Widget(second)
  await second.goto(page.url())
  await other.zone.waitFor()
  // Longer than recovery waits for the lock of a tab that is being closed.
  await second.waitForTimeout(1000)
  await expect(other.rows(file.name)).toHaveCount(0)
  expect(traffic.calls('tickets')).toHaveLength(1)

  await page.close()
  await second.reload()
  await expect(other.row(file.name).root).toBeVisible()
  held.release()
  await expect(other.row(file.name).root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('asks for a file that was too large to store, and recognises a different one', async ({
  page,
  openScene,
  widget,
  shared,
  traffic,
}) => {
  const file = makeBytes('video.bin', 5000)
  const other = makeBytes('video.bin', 5000)
  const held = shared.proxy.gate.hold(puts, 1)
  await openScene({ scene: 'recovery', keep: 1000 })
  await widget.choose(file)
  await held.arrived
  await page.reload()
  const row = widget.row(file.name)
  await expect(row.root).toContainText('Choose the file again to continue')

  const first = page.waitForEvent('filechooser')
  await row.button('Choose').click()
  await widget.pick(first, [other])
  await expect(row.root).toContainText('That is a different file. Choose the one you added before.')
  expect(traffic.records).toEqual([])

  const second = page.waitForEvent('filechooser')
  await row.button('Choose').press('Enter')
  await widget.pick(second, [file])
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.records.map(({ name }) => name)).toEqual(['video.bin'])
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
  await expect.poll(() => countStored(page)).toEqual({ records: 0, files: 0 })
})

test('shows nothing to another user', async ({ page, openScene, widget, shared, traffic }) => {
  const file = makeText()
  const held = shared.proxy.gate.hold(puts)
  await openScene({ scene: 'recovery', scope: 'ann' })
  await widget.choose(file)
  await held.arrived
  await expect.poll(() => countStored(page)).toEqual({ records: 1, files: 1 })

  await openScene({ scene: 'recovery', scope: 'bob' })
  await page.waitForTimeout(1000)
  await expect(widget.rows(file.name)).toHaveCount(0)
  expect(traffic.calls('confirm')).toEqual([])

  await openScene({ scene: 'recovery', scope: 'ann' })
  held.release()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test.describe('in parts', () => {
  const partSizeBytes = 5 * 1024 ** 2
  test.use({ serverOptions: { multipartAboveBytes: partSizeBytes, partSizeBytes } })

  test('sends after a reload only the parts that storage does not have', async ({
    page,
    openScene,
    onDisk,
    widget,
    shared,
    traffic,
  }) => {
    const file = await onDisk('video.bin', 2 * partSizeBytes + 100)
    await openScene({ scene: 'recovery', sending: 1 })
    // A stall, because a request that is held and released could still reach storage after the page has gone.
    shared.proxy.failNext((passing) => puts(passing) && passing.part === 2, { kind: 'stall', atByte: 1000 })
    await widget.choose(file.path)
    await expect.poll(() => traffic.sends.map(({ part }) => part)).toEqual([1, 2])
    await expect.poll(() => countStored(page)).toEqual({ records: 1, files: 1 })
    await page.reload()
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    const stored = traffic.sends.filter(({ status }) => status === 200)
    expect(stored.map(({ part }) => part)).toEqual([1, 2, 3])
    expect(traffic.calls('tickets')).toHaveLength(1)
    expect(traffic.records).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })
})
