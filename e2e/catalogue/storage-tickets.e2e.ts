import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { createStorageClient } from '../storage/storageClient.ts'
import { makeBytes, makeText } from '../support/files.ts'
import type { SharedStorage } from '../support/sharedStorage.ts'
import { expect, test } from '../support/test.ts'
import { watchAttribute } from '../support/watchAttribute.ts'
import { expectNothingRegistered, expectStoredOnce, readError } from './expectations.ts'
import { amendTickets, type RestTicket } from './restTickets.ts'

// Tickets that are unusual, and tickets that are wrong.

for (const sendWith of ['put', 'post'] as const) {
  test.describe(`by ${sendWith}`, () => {
    test.use({ serverOptions: { sendWith } })

    test('S25 sends an empty file, and fills its progress bar', async ({ openScene, widget, traffic }) => {
      const file = makeBytes('empty.bin', 0)
      await openScene({ scene: 'fault' })
      await widget.choose(file)
      const row = widget.row(file.name)
      const seen = await watchAttribute(row.progress, 'aria-valuenow')
      await expect(row.root).toContainText('Uploaded')
      await expect(row.progress).toHaveAttribute('aria-valuenow', '100')
      expect((await seen()).filter((value) => Number.isNaN(Number(value)))).toEqual([])
      expect(traffic.sends.map(({ receivedBytes }) => receivedBytes > 0)).toEqual([sendWith === 'post'])
      await expectStoredOnce(traffic, file)
    })
  })
}

test('S26 rejects a ticket that names two types, and sends nothing', async ({ openScene, widget, site, traffic }) => {
  await openScene({ scene: 'fault' })
  amendTickets(site, withHeaders({ 'content-TYPE': 'text/html' }))
  await widget.choose(makeText())
  const row = widget.row('notes.txt')
  await expect(row.root).toContainText('The upload service is not set up correctly. Please contact support.')
  await expect(row.button('Retry')).toHaveCount(0)
  expect(traffic.storageRequests).toEqual([])
  expectNothingRegistered(traffic)
})

test('S26 sends a header once when the ticket names it twice', async ({ openScene, widget, site, traffic }) => {
  const file = makeText()
  await openScene({ scene: 'fault' })
  amendTickets(site, withHeaders({ 'content-TYPE': file.mimeType }))
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends[0]?.headers['content-type']).toBe(file.mimeType)
  await expectStoredOnce(traffic, file)
})

test('S27 omits headers that only the browser may set', async ({ openScene, widget, site, shared, traffic }) => {
  const file = makeText()
  const forbidden = { Host: 'elsewhere', Expect: '100-continue', Date: 'today', Cookie: 'a=b' }
  await openScene({ scene: 'fault' })
  amendTickets(site, withHeaders({ ...forbidden, 'Content-Length': String(file.buffer.length) }))
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  const { headers } = traffic.sends[0] ?? {}
  expect(headers?.host).toBe(new URL(shared.proxy.url).host)
  expect([headers?.expect, headers?.date, headers?.cookie]).toEqual([undefined, undefined, undefined])
  await expectStoredOnce(traffic, file)
})

test('S27 sends nothing when the ticket is for a file of another size', async ({
  openScene,
  widget,
  site,
  traffic,
}) => {
  await openScene({ scene: 'fault' })
  amendTickets(site, withHeaders({ 'Content-Length': '1' }))
  await widget.choose(makeText())
  await expect(widget.row('notes.txt').root).toContainText('The server gave an unexpected answer.')
  expect(traffic.storageRequests).toEqual([])
})

test.describe('by form', () => {
  test.use({ serverOptions: { sendWith: 'post' } })

  test("S29 keeps the form's boundary, whatever type the ticket names", async ({
    openScene,
    widget,
    site,
    traffic,
  }) => {
    const file = makeText()
    await openScene({ scene: 'fault' })
    amendTickets(site, withHeaders({ 'Content-Type': file.mimeType }))
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    expect(traffic.sends[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    await expectStoredOnce(traffic, file)
  })

  for (const [where, index] of [
    ['first', 0],
    ['in the middle', 2],
  ] as const) {
    test(`S30 sends the file last when its field is ${where}`, async ({ openScene, widget, site, traffic }) => {
      const file = makeText()
      await openScene({ scene: 'fault' })
      amendTickets(site, (ticket) => {
        const fields = (ticket.fields ?? []).filter(([, value]) => value !== '@file')
        return { ...ticket, fields: fields.toSpliced(index, 0, ['file', '@file']) }
      })
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      await expectStoredOnce(traffic, file)
    })
  }

  for (const status of ['200', '201', '204']) {
    test(`S31 treats a ${status} as stored`, async ({ openScene, widget, site, shared, traffic }) => {
      const file = makeText()
      await openScene({ scene: 'fault', etag: 'needed' })
      amendTickets(site, (ticket) =>
        signForm(shared, ticket, traffic.tickets.at(-1)?.key, ['success_action_status', status]),
      )
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      expect(traffic.sends.map((send) => send.status)).toEqual([Number(status)])
      await expectStoredOnce(traffic, file)
    })
  }

  test('S31 reads the ETag from the body of a 201 when its header is hidden', async ({
    openScene,
    widget,
    site,
    shared,
    traffic,
  }) => {
    const file = makeText()
    await openScene({ scene: 'fault', etag: 'needed' })
    shared.proxy.hideEtag(true)
    amendTickets(site, (ticket) =>
      signForm(shared, ticket, traffic.tickets.at(-1)?.key, ['success_action_status', '201']),
    )
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    await expectStoredOnce(traffic, file)
  })

  test('S31 sends nothing when the form asks for a redirect', async ({ openScene, page, widget, site, traffic }) => {
    const redirect = ['success_action_redirect', `${site.url}/thanks`] as const
    await openScene({ scene: 'fault' })
    amendTickets(site, (ticket) => ({ ...ticket, fields: [redirect, ...(ticket.fields ?? [])] }))
    await widget.choose(makeText())
    await expect(widget.row('notes.txt').root).toContainText('The upload service is not set up correctly.')
    expect((await readError(page))?.message).toContain('success_action_status')
    expect(traffic.storageRequests).toEqual([])
    expectNothingRegistered(traffic)
  })
})

function withHeaders(headers: Readonly<Record<string, string>>): (ticket: RestTicket) => RestTicket {
  return (ticket) => ({ ...ticket, headers: { ...ticket.headers, ...headers } })
}

/** Returns the ticket with one more field in its form, signed again. */
async function signForm(
  { storage, proxy }: SharedStorage,
  ticket: RestTicket,
  key: string | undefined,
  [name, value]: readonly [name: string, value: string],
): Promise<RestTicket> {
  const client = createStorageClient({ ...storage, endpoint: proxy.url })
  const { url, fields } = await createPresignedPost(client, {
    Bucket: storage.bucket,
    Key: key ?? '',
    Fields: { 'Content-Type': 'text/plain', [name]: value },
  })
  client.destroy()
  return { ...ticket, url, fields: [...Object.entries(fields), ['file', '@file']] }
}
