import { testedApis } from './support/apis.ts'
import { makeJpeg, sha256 } from './support/files.ts'
import { expect, test } from './support/test.ts'

for (const { id, sendWith, calls, dedupes } of testedApis) {
  test.describe(id, () => {
    test('stores a picture byte for byte, registers it, and shows it', async ({ openDemo, widget, traffic, site }) => {
      const file = await makeJpeg()
      await openDemo(id)
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      await expect(widget.gallery.getByRole('img', { name: file.name })).toBeVisible()
      await expect(widget.gallery.getByRole('listitem')).toHaveCount(1)
      expect(traffic.sends.map(({ method, status }) => [method, Math.floor((status ?? 0) / 100)])).toEqual([
        [sendWith, 2],
      ])
      expect(await traffic.sha256(traffic.tickets[0]?.key)).toBe(sha256(file.buffer))
      const made = site.server.log.calls.map(({ call }) => call).filter((call) => ['tickets', 'confirm'].includes(call))
      expect(made).toEqual(calls)
      expect(site.secrets).not.toEqual([])
    })

    test(
      dedupes ? 'sends nothing when the same bytes come again' : 'sends equal bytes again, as it has to',
      async ({ openDemo, widget, traffic }) => {
        const file = await makeJpeg()
        await openDemo(id)
        await widget.choose(file)
        await expect(widget.row(file.name).root).toContainText('Uploaded')
        const before = traffic.sends.length
        await widget.choose(file)
        await expect(widget.rows(file.name)).toHaveCount(2)
        await expect(widget.rows(file.name).last()).toContainText(dedupes ? 'Already stored' : 'Uploaded')
        expect(traffic.sends.length - before).toBe(dedupes ? 0 : 1)
        await expect(widget.gallery.getByRole('listitem')).toHaveCount(dedupes ? 1 : 2)
      },
    )

    test('asks for another ticket when the first has run out', async ({ openDemo, widget, shared, traffic }) => {
      const file = await makeJpeg()
      await openDemo(id)
      const [status, code] = [403, 'AccessDenied']
      shared.proxy.failNext(({ method }) => method === sendWith, { kind: 'answer', status, code })
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      expect(traffic.sends.map((send) => send.status)).toEqual([403, sendWith === 'POST' ? 204 : 200])
      expect(traffic.tickets).toHaveLength(2)
    })
  })
}
