import type { Page } from '@playwright/test'
import type { FaultAction } from './server/testing/faultScript.ts'
import { makeJpeg, makeText } from './support/files.ts'
import { expect, test } from './support/test.ts'

// How the page reports each error that a vendor documents: what happened, and what to do.

const many = 20

function answer(status: number, message: string, code: string = 'request-invalid'): FaultAction {
  return { kind: 'answer', status, message, code }
}

test.describe('ION', () => {
  test('C3 says who can help when attaching is not permitted, and does not send the file again', async ({
    page,
    openDemo,
    widget,
    traffic,
  }) => {
    await openDemo('ion')
    await page.getByLabel('Attach to').selectOption('Run step 999 (locked)')
    await widget.choose(await makeJpeg())
    const row = widget.row('harbour.jpg')
    await expect(row.root).toContainText(
      'You do not have permission to upload here. Ask someone who can give you access.',
    )
    await expect(row.root).toContainText('Permission denied')
    await row.button('Retry').click()
    await expect.poll(() => traffic.calls('confirm').length).toBe(2)
    await expect(row.root).toContainText('You do not have permission to upload here.')
    expect(traffic.sends).toHaveLength(1)
  })

  test('rejects files until there is an entity to attach them to', async ({ page, openDemo, widget, traffic }) => {
    await openDemo('ion')
    await page.getByLabel('Attach to').selectOption('A run step that does not exist')
    await expect(page.getByRole('alert')).toContainText('Choose another one.')
    await widget.choose(await makeJpeg())
    await expect(widget.rejection('harbour.jpg')).toContainText('then add the file again.')
    expect(traffic.calls('tickets')).toEqual([])
  })

  test('asks for a file name extension when there is none', async ({ openDemo, widget, traffic }) => {
    await openDemo('ion')
    await widget.choose(makeText('README'))
    await expect(widget.rejection('README')).toContainText('Add an extension such as .jpg or .pdf.')
    expect(traffic.calls('tickets')).toEqual([])
  })

  test('C4 sends once more when the ETag does not match, then reports it', async ({
    openDemo,
    widget,
    site,
    traffic,
  }) => {
    const action = answer(200, 'validateUpload failed: the ETag does not match what storage has.')
    await openDemo('ion')
    site.server.faults.add({ call: 'confirm', times: many, action })
    await widget.choose(await makeJpeg())
    await expect(widget.row('harbour.jpg').root).toContainText(
      'The server could not find the uploaded file. Try again.',
    )
    expect(traffic.sends).toHaveLength(2)
    site.server.faults.clear()
    await widget.row('harbour.jpg').button('Retry').click()
    await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  })

  test('says whom to contact when storage hides the ETag, and gets a new ticket for a retry', async ({
    openDemo,
    widget,
    shared,
    traffic,
  }) => {
    shared.proxy.hideEtag(true)
    await openDemo('ion')
    await widget.choose(await makeJpeg())
    const row = widget.row('harbour.jpg')
    await expect(row.root).toContainText(
      'Storage withheld information needed to finish the upload. Please contact support.',
    )
    expect(traffic.calls('confirm')).toEqual([])
    shared.proxy.hideEtag(false)
    await row.button('Retry').click()
    await expect(row.root).toContainText('Uploaded')
    expect(traffic.tickets).toHaveLength(2)
  })

  test('tells an expired link from a wrong signature', async ({ openDemo, widget, shared }) => {
    await openDemo('ion')
    for (const [code, words] of [
      ['AccessDenied', 'This upload has expired. Try again.'],
      ['SignatureDoesNotMatch', 'Storage refused the file. Please contact support.'],
    ] as const) {
      shared.proxy.failNext(({ method }) => method === 'PUT', { kind: 'answer', status: 403, code }, many)
      await widget.choose(await makeJpeg({ name: `${code}.jpg` }))
      await expect(widget.row(`${code}.jpg`).root).toContainText(words)
      shared.proxy.clearFaults()
    }
  })
})

test.describe('Glue', () => {
  test('shows the message of an error that comes with a status of 200', async ({ openDemo, widget, site, traffic }) => {
    await openDemo('glue')
    site.server.faults.add({ call: 'tickets', action: answer(200, 'The workspace is full.', 'over-quota') })
    await widget.choose(await makeJpeg())
    const row = widget.row('harbour.jpg')
    await expect(row.root).toContainText('The server rejected this upload. Try again.')
    await expect(row.root).toContainText('The workspace is full.')
    expect(traffic.sends).toEqual([])
    await row.button('Retry').click()
    await expect(row.root).toContainText('Uploaded')
  })

  test('C2 finds out whether a file was registered when the answer is lost', async ({
    openDemo,
    widget,
    site,
    traffic,
  }) => {
    await openDemo('glue')
    site.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    await widget.choose(await makeJpeg())
    await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
    // Chromium may repeat the call by itself, and Glue then refuses the second one.
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.records).toHaveLength(1)
  })
})

test.describe('Visibuild', () => {
  test('creates a ticket with the files, and then removes their rows', async ({ page, openDemo, widget }) => {
    await openDemo('visibuild')
    await widget.choose(await makeJpeg({ name: 'one.jpg' }), await makeJpeg({ name: 'two.jpg' }))
    await expect(page.getByText('2 files attached.')).toBeVisible()
    await createTicket(page)
    await expect(page.getByText('Ticket created: Crack in the wall, 2 files.')).toBeVisible()
    await expect(widget.rows('one.jpg')).toHaveCount(0)
    await expect(page.getByText('No attachments.')).toBeVisible()
  })

  test('C5 sends files again when their keys are not found', async ({ page, openDemo, widget, shared, traffic }) => {
    await openDemo('visibuild')
    await widget.choose(await makeJpeg())
    await expect(page.getByText('1 file attached.')).toBeVisible()
    await shared.objects.remove(traffic.tickets[0]?.key ?? '')
    await createTicket(page)
    await expect(page.getByText('A file is missing from storage. The files are being sent again.')).toBeVisible()
    await expect(page.getByText('1 file attached.')).toBeVisible()
    await createTicket(page)
    await expect(page.getByText('Ticket created')).toBeVisible()
    expect(traffic.sends).toHaveLength(2)
  })

  test('C6 sends copies of files that already belong to another ticket', async ({
    page,
    openDemo,
    widget,
    site,
    traffic,
  }) => {
    await openDemo('visibuild')
    await widget.choose(await makeJpeg())
    await expect(page.getByText('1 file attached.')).toBeVisible()
    const data = { title: 'Somebody was faster', attachmentKeys: traffic.tickets.map(({ key }) => key) }
    await page.request.post(`${site.url}/api/visibuild/api/core/v1/tickets`, { data })
    await createTicket(page)
    await expect(page.getByText('A file already belongs to another ticket. Copies are being sent.')).toBeVisible()
    await expect(page.getByText('1 file attached.')).toBeVisible()
    await createTicket(page)
    await expect(page.getByText('Ticket created')).toBeVisible()
  })

  test('says where to sign in when a file belongs to another company', async ({ page, openDemo, widget, site }) => {
    const action = answer(422, 'attachment belongs to another company')
    await openDemo('visibuild')
    await widget.choose(await makeJpeg())
    await expect(page.getByText('1 file attached.')).toBeVisible()
    site.server.faults.add({ call: 'record', action })
    await createTicket(page)
    await expect(page.getByText('A file belongs to another company. Sign in to that company')).toBeVisible()
  })

  test('gives up after one more ticket when storage refuses the file again', async ({
    openDemo,
    widget,
    shared,
    traffic,
  }) => {
    const fault = { kind: 'answer', status: 403, code: 'AccessDenied' } as const
    await openDemo('visibuild')
    shared.proxy.failNext(({ method }) => method === 'PUT', fault, many)
    await widget.choose(await makeJpeg())
    await expect(widget.row('harbour.jpg').root).toContainText('Storage refused the file.')
    expect(traffic.sends).toHaveLength(2)
  })
})

test.describe('Inspect', () => {
  test('says why an asset does not accept files', async ({ page, openDemo, widget, traffic }) => {
    await openDemo('inspect')
    for (const [asset, words] of [
      ['An invalid id', 'The server did not accept this upload. Choose another file.'],
      [
        'An asset that belongs to somebody else',
        'You do not have permission to upload here. Ask someone who can give you access.',
      ],
      [
        'An asset that does not exist',
        'The destination for this file no longer exists. Reload the page and start over.',
      ],
    ] as const) {
      await page.getByRole('combobox', { name: 'Asset' }).selectOption(asset)
      await widget.choose(makeText(`${asset}.txt`))
      await expect(widget.row(`${asset}.txt`).root).toContainText(words)
    }
    await page.getByRole('combobox', { name: 'Asset' }).selectOption('No asset chosen')
    await widget.choose(makeText('none.txt'))
    await expect(widget.rejection('none.txt')).toContainText('then add the file again.')
    expect(traffic.sends).toEqual([])
  })

  test('says when the user is signed out, and retries by itself after a server error', async ({
    openDemo,
    widget,
    site,
  }) => {
    await openDemo('inspect')
    site.server.faults.add({ call: 'tickets', times: 2, action: answer(401, 'permission denied') })
    await widget.choose(makeText('signed out.txt'))
    await expect(widget.row('signed out.txt').root).toContainText('You are signed out. Sign in again, then retry.')
    site.server.faults.clear()
    site.server.faults.add({ call: 'tickets', action: answer(500, 'permission denied') })
    await widget.choose(makeText('later.txt'))
    await expect(widget.row('later.txt').root).toContainText('Uploaded')
  })

  test('shares no file between two assets', async ({ page, openDemo, widget, traffic }) => {
    const file = await makeJpeg()
    await openDemo('inspect')
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    await page.getByRole('combobox', { name: 'Asset' }).selectOption('Lift shaft')
    await widget.choose(file)
    await expect(widget.rows(file.name).last()).toContainText('Uploaded')
    expect(traffic.sends).toHaveLength(2)
    expect(traffic.records).toHaveLength(2)
  })
})

test.describe('Foir', () => {
  test('fails a file for good when its content does not match its type', async ({ openDemo, widget, traffic }) => {
    await openDemo('foir')
    await widget.choose({ ...makeText('plan.png'), mimeType: 'image/png' })
    const row = widget.row('plan.png')
    await expect(row.root).toContainText('The content of the file does not match its type. Choose another file.')
    await expect(row.button('Retry')).toHaveCount(0)
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.calls('confirm')).toEqual([])
  })

  test('C2 confirms again when the answer is lost, and shows the stored name', async ({
    openDemo,
    widget,
    site,
    traffic,
  }) => {
    await openDemo('foir')
    site.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    await widget.choose(await makeJpeg({ name: 'the harbour.jpg' }))
    await expect(widget.row('the harbour.jpg').root).toContainText('Uploaded as the-harbour.jpg')
    expect(traffic.calls('confirm')).toHaveLength(2)
    expect(traffic.records).toHaveLength(1)
  })

  test.describe('with a limit', () => {
    test.use({ serverOptions: { maxSizeBytes: 100 } })

    test('T5 says that a file is too large before any byte is sent', async ({ openDemo, widget, traffic }) => {
      await openDemo('foir')
      await widget.choose(makeText('novel.txt', 'many words '.repeat(100)))
      await expect(widget.row('novel.txt').root).toContainText('The file is too large. Choose a smaller one.')
      expect(traffic.sends).toEqual([])
    })
  })
})

test.describe('Active Storage', () => {
  test('gives the form a signed id for each file, and shows it nowhere else', async ({ page, openDemo, widget }) => {
    await openDemo('active-storage')
    await widget.choose(await makeJpeg({ name: 'one.jpg' }), await makeJpeg({ name: 'two.jpg' }))
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(2)
    const inputs = page.locator('input[type="hidden"][name="post[photos][]"]')
    await expect(inputs).toHaveCount(2)
    const signedId = await inputs.first().inputValue()
    expect(signedId).toMatch(/^.+--[\da-f]{64}$/)
    expect((await page.content()).split(signedId)).toHaveLength(2)
    await page.getByRole('button', { name: 'Save post' }).click()
    await expect(page.getByText('Saved with 2 photos.')).toBeVisible()
    await expect(inputs).toHaveCount(0)
  })

  test("asks the user to sign in again when the page's CSRF token has expired", async ({ openDemo, widget, site }) => {
    const action = answer(422, 'ActionController::InvalidAuthenticityToken')
    await openDemo('active-storage')
    site.server.faults.add({ call: 'tickets', action })
    await widget.choose(await makeJpeg())
    await expect(widget.row('harbour.jpg').root).toContainText('You are signed out. Sign in again, then retry.')
    await widget.row('harbour.jpg').button('Retry').click()
    await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  })
})

async function createTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create ticket' }).click()
}
