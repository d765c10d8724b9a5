import { testedApis } from './support/apis.ts'
import { makeJpeg, sha256 } from './support/files.ts'
import { expect, test } from './support/test.ts'

for (const { id, sendWith, calls, dedupes } of testedApis) {
  test.describe(id, () => {
    const again = dedupes
      ? 'sends nothing when the same file is added again'
      : 'stores another copy when the same file is added again'

    test(`stores a picture byte for byte, shows it, and ${again}`, async ({
      openDemo,
      widget,
      traffic,
      site,
      shared,
    }) => {
      const file = await makeJpeg()
      // S3 hides the ETag until its CORS rules expose it, and only ION needs it.
      shared.proxy.hideEtag(id !== 'ion')
      await openDemo(id)
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      await expect(widget.gallery.getByRole('img', { name: file.name })).toBeVisible()
      await expect(widget.gallery.getByRole('listitem')).toHaveCount(1)
      expect(traffic.sends.map(({ method }) => method)).toEqual([sendWith])
      expect(await traffic.sha256(traffic.tickets[0]?.key)).toBe(sha256(file.buffer))
      const made = site.server.log.calls.map(({ call }) => call)
      expect(made.filter((call) => call === 'tickets' || call === 'confirm')).toEqual(calls)
      expect(site.secrets).not.toEqual([])

      await widget.choose(file)
      await expect(widget.rows(file.name)).toHaveCount(2)
      await expect(widget.rows(file.name).last()).toContainText(dedupes ? 'Already stored' : 'Uploaded')
      expect(traffic.sends).toHaveLength(dedupes ? 1 : 2)
      await expect(widget.gallery.getByRole('listitem')).toHaveCount(dedupes ? 1 : 2)
    })

    test('asks for another ticket when storage says that the first one has expired', async ({
      openDemo,
      widget,
      shared,
      traffic,
    }) => {
      const file = await makeJpeg()
      await openDemo(id)
      const fault = { kind: 'answer', status: 403, code: 'AccessDenied' } as const
      shared.proxy.failNext(({ method }) => method === sendWith, fault)
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      expect(traffic.sends.map(({ status }) => status)).toEqual([403, sendWith === 'POST' ? 204 : 200])
      expect(traffic.calls('tickets')).toHaveLength(2)
      expect(await traffic.sha256(traffic.tickets.at(-1)?.key)).toBe(sha256(file.buffer))
    })
  })
}

for (const id of ['glue', 'glue-form', 'inspect']) {
  test(`D3 sends two equal files once when the API shares files, and gives each a row, with ${id}`, async ({
    openDemo,
    widget,
    traffic,
  }) => {
    const file = await makeJpeg({ name: 'one.jpg' })
    await openDemo(id)
    await widget.choose(file, { ...file, name: 'two.jpg' })
    await expect(widget.row('one.jpg').root).toContainText('Uploaded')
    // Glue reports the name under which it has the bytes; Inspect does not.
    const words = id === 'inspect' ? 'Already stored' : 'Already stored as one.jpg'
    await expect(widget.row('two.jpg').root.getByText(words, { exact: true })).toBeVisible()
    expect(traffic.sends).toHaveLength(1)
  })
}

test('shows the requests of an upload without their query strings', async ({ page, openDemo, widget, shared }) => {
  await openDemo('glue')
  await page.locator('summary').click()
  await expect(page.getByText('None yet. Add a file.')).toBeVisible()
  await widget.choose(await makeJpeg())
  await expect(widget.row('harbour.jpg').root).toContainText('Uploaded')
  const rows = page.getByRole('table').locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(0)).toContainText(/POST.*\/api\/glue\/graphql.*createFile.*200.*ms/)
  await expect(rows.nth(1)).toContainText(new RegExp(`PUT.*/${shared.storage.bucket}/.+\\?….*200.*ms.*kB`))
  await expect(rows.nth(2)).toContainText(/POST.*\/api\/glue\/graphql.*uploadTicket.*200.*ms/)
  expect(await page.content()).not.toMatch(/X-Amz-/i)
})
