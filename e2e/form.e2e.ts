import { makeJpeg } from './support/files.ts'
import { expect, test } from './support/test.ts'

test('cannot be submitted before a file is stored, and says so', async ({ page, openScene, widget, site }) => {
  await openScene({ scene: 'form' })
  const send = page.getByRole('button', { name: 'Send' })
  const sent = page.getByRole('status', { name: 'Sent' })
  const complaint = (): Promise<string> =>
    page.locator('input[type=file]').evaluate((input) => (input as HTMLInputElement).validationMessage)
  await expect(widget.zone).toHaveAccessibleDescription(/Required/)
  await send.click()
  await expect(sent).toHaveCount(0)
  await expect.poll(complaint).toBe('Please add at least one file.')

  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(await makeJpeg())
  await confirm.arrived
  await send.click()
  await expect(sent).toHaveCount(0)
  await expect.poll(complaint).toBe('Please wait for the upload to finish.')
  confirm.release()
  await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  await send.click()
  await expect(sent).toBeVisible()
})

test('submits the id of each stored file', async ({ page, openScene, widget, traffic }) => {
  await openScene({ scene: 'form' })
  await widget.choose(await makeJpeg({ name: 'one.jpg' }), await makeJpeg({ name: 'two.jpg' }))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
  await page.getByRole('button', { name: 'Send' }).click()
  const sent = JSON.parse(await page.getByRole('status', { name: 'Sent' }).innerText()) as readonly [string, string][]
  const idOf = (wanted: string): string => traffic.records.find(({ name }) => name === wanted)?.id ?? ''
  expect(sent).toEqual([
    ['title', 'Harbour'],
    ['photos', idOf('one.jpg')],
    ['photos', idOf('two.jpg')],
  ])
})

test('is empty after a reset, and requires a file again', async ({ page, openScene, widget }) => {
  await openScene({ scene: 'form', accept: 'image/*' })
  await page.getByLabel('Title').fill('Pier')
  await widget.choose(await makeJpeg(), { name: 'no.txt', mimeType: 'text/plain', buffer: Buffer.from('no') })
  await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  await expect(widget.rejection('no.txt')).toBeVisible()
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Harbour')
  await expect(widget.list).toHaveCount(0)
  await expect(widget.rejections).toHaveCount(0)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status', { name: 'Sent' })).toHaveCount(0)
})

test('submits a file that the server has scanned, and none that it has rejected', async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  await openScene({ scene: 'form' })
  const send = page.getByRole('button', { name: 'Send' })
  const sent = page.getByRole('status', { name: 'Sent' })
  const infected = widget.row('infected.jpg').root.locator('.coatcheck-upload-row')
  await widget.choose(await makeJpeg({ name: 'infected.jpg' }))
  await expect(infected).toContainText('Processing')
  await expect(infected).toHaveAttribute('data-status', 'done')
  await expect(infected).toHaveAttribute('data-state', 'rejected')
  await expect(infected).toContainText('Rejected')
  await expect(infected).toContainText('This file contains a virus.')
  await expect(widget.announcement).toContainText('infected.jpg failed: This file contains a virus.')
  await send.click()
  await expect(sent).toHaveCount(0)

  const scanned = widget.row('scanned.jpg').root.locator('.coatcheck-upload-row')
  await widget.choose(await makeJpeg({ name: 'scanned.jpg' }))
  await expect(scanned).toHaveAttribute('data-state', 'processing')
  await expect(scanned).toContainText('Uploaded')
  await send.click()
  const values = JSON.parse(await sent.innerText()) as readonly [string, string][]
  const { id } = traffic.records.find(({ name }) => name === 'scanned.jpg') ?? {}
  expect(values).toEqual([
    ['title', 'Harbour'],
    ['photos', id],
  ])
})
