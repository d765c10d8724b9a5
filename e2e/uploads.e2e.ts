import { makeJpeg, makePdf, makePng, makeText, sha256, type TestFile } from './support/files.ts'
import { expectStored } from './support/expectStored.ts'
import { expect, test } from './support/test.ts'

const empty: TestFile = { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }
const kinds: readonly (readonly [title: string, make: () => TestFile | Promise<TestFile>])[] = [
  ['a JPEG', () => makeJpeg()],
  ['a PNG', () => makePng()],
  ['a PDF', () => makePdf()],
  ['an empty file', () => empty],
  ['a file with a name in Arabic and emoji', () => makeText('صورة الميناء 🌅⚓️.txt')],
]

for (const sendWith of ['put', 'post'] as const) {
  test.describe(`by ${sendWith}`, () => {
    test.use({ serverOptions: { sendWith } })

    for (const [title, make] of kinds) {
      test(`stores ${title} byte for byte`, async ({ openDemo, widget, traffic }) => {
        const file = await make()
        await openDemo()
        await widget.choose(file)
        await expect(widget.row(file.name).root).toContainText('Uploaded')
        await expectStored(traffic, file.name, sha256(file.buffer))
        expect(traffic.sends.map(({ method }) => method)).toEqual([sendWith.toUpperCase()])
      })
    }
  })
}

test('D1 sends nothing when the same file is added again', async ({ openDemo, widget, traffic }) => {
  const file = await makeJpeg()
  await openDemo()
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  await expect(widget.tile(file.name).getByRole('img')).toBeVisible()
  // The gallery may still be fetching the picture.
  const sent = () => traffic.storageRequests.filter(({ method }) => method !== 'GET')
  const before = sent()

  await widget.choose(file)
  await expect(widget.rows(file.name)).toHaveCount(2)
  await expect(widget.rows(file.name).last()).toContainText('Already stored')
  expect(sent()).toEqual(before)
  expect(traffic.calls('confirm')).toHaveLength(1)
  expect(traffic.records).toHaveLength(1)
  await expect(widget.tile(file.name)).toHaveCount(1)
})

test('D2 recognises stored bytes after a reload, and registers them under another name without sending them', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  const file = await makePng({ name: 'plan.png' })
  await openDemo()
  await widget.choose(file)
  await expect(widget.row('plan.png').root).toContainText('Uploaded')
  await page.reload()
  await widget.choose(file)
  // Recovery may show a row from before the reload and confirm it again, which gives the same file.
  await expect(widget.rows('plan.png').last()).toContainText('Already stored')
  await widget.choose({ ...file, name: 'copy of plan.png' })
  await expect(widget.row('copy of plan.png').root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records.map(({ name }) => name)).toEqual(['plan.png', 'copy of plan.png'])
  expect(new Set(traffic.records.map(({ objectKey }) => objectKey)).size).toBe(1)
})

test('D3 sends two equal files once, and registers both names', async ({ openDemo, widget, traffic }) => {
  const file = await makeJpeg({ name: 'one.jpg' })
  await openDemo()
  await widget.choose(file, { ...file, name: 'two.jpg' })
  await expect(widget.row('one.jpg').root).toContainText('Uploaded')
  await expect(widget.row('two.jpg').root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(1)
  expect(traffic.records.map(({ name }) => name)).toEqual(['one.jpg', 'two.jpg'])
})

test('accepts forty files at once, and sends three at a time', async ({ openDemo, widget, traffic, shared }) => {
  const files = Array.from({ length: 40 }, (_, index) => makeText(`note ${index + 1}.txt`))
  await openDemo()
  await widget.choose(...files)
  for (const { name } of files) await expect(widget.row(name).root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(40)
  expect(traffic.sends).toHaveLength(40)
  expect(shared.proxy.mostSendsAtOnce()).toBeLessThanOrEqual(3)
})
