import { makeJpeg } from '../support/files.ts'
import { expect, test } from '../support/test.ts'

// Bytes that the backend already has.

for (const backend of ['glue', 'glue-form', 'inspect'] as const) {
  test(`D1 neither sends nor registers bytes that are stored already, with ${backend}`, async ({
    page,
    openScene,
    widget,
    traffic,
  }) => {
    const file = await makeJpeg()
    await openScene({ scene: 'fault', backend })
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    const [before, confirms] = [traffic.storageRequests.length, traffic.calls('confirm').length]

    await page.reload()
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Already stored')
    expect(traffic.storageRequests).toHaveLength(before)
    expect(traffic.calls('confirm')).toHaveLength(confirms)
    expect(traffic.records).toHaveLength(1)
    const seen = await page.evaluate(() => {
      const { uploads, totals } = window.coatcheckProbe?.uploaders[0]?.getSnapshot() ?? {}
      const [upload] = uploads ?? []
      return { progress: totals?.progress, stored: upload?.status === 'done' ? upload.stored.id : null }
    })
    expect(seen.progress).toBe(1)
    // Inspect identifies a file by the id of its upload, written as a UUID.
    const [record] = traffic.records
    expect(`${record?.id} ${record?.uploadId}`).toContain(seen.stored?.replaceAll('-', ''))
  })
}
