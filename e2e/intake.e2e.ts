import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dragFiles } from './support/dropFiles.ts'
import { makeJpeg, makeText, sha256 } from './support/files.ts'
import { pasteFiles } from './support/pasteFiles.ts'
import { expect, test } from './support/test.ts'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coatcheck-drop-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('accepts files that are dropped, and shows that it will', async ({ page, openDemo, widget, traffic }) => {
  const photo = await makeJpeg({ name: 'dragged.jpg' })
  await writeFile(join(folder, 'dragged.jpg'), photo.buffer)
  await writeFile(join(folder, 'dragged.txt'), 'some words')
  await openDemo()
  const target = page.locator('.coatcheck-dropzone[data-drop-target]')
  const drag = await dragFiles(page, widget.zone, [join(folder, 'dragged.jpg'), join(folder, 'dragged.txt')])
  await drag.enter()
  await expect(target).toContainText('Drop the files')
  await drag.drop()
  await expect(target).toHaveCount(0)
  await expect(widget.row('dragged.jpg').root).toContainText('Uploaded')
  await expect(widget.row('dragged.txt').root).toContainText('Uploaded')
  const record = traffic.records.find(({ name }) => name === 'dragged.jpg')
  expect(await traffic.sha256(record?.objectKey)).toBe(sha256(photo.buffer))
})

test('stops being a drop target when the drag moves on', async ({ page, openDemo, widget }) => {
  await writeFile(join(folder, 'not dropped.txt'), 'some words')
  await openDemo()
  const drag = await dragFiles(page, widget.zone, [join(folder, 'not dropped.txt')])
  await drag.enter()
  await expect(page.locator('.coatcheck-dropzone[data-drop-target]')).toHaveCount(1)
  await drag.leave()
  await expect(page.locator('.coatcheck-dropzone[data-drop-target]')).toHaveCount(0)
  await expect(page.locator('.coatcheck-dropzone[data-dragging]')).toHaveCount(1)
})

test('accepts every file in a dropped folder, however deep', async ({ page, openDemo, widget, traffic }) => {
  await mkdir(join(folder, 'holiday/day one/harbour'), { recursive: true })
  await mkdir(join(folder, 'holiday/empty'))
  const paths = ['holiday/list.txt', 'holiday/day one/a.txt', 'holiday/day one/harbour/b.txt', 'holiday/.DS_Store']
  for (const path of paths) await writeFile(join(folder, path), `words of ${path}`)
  await openDemo()
  const drag = await dragFiles(page, widget.zone, [join(folder, 'holiday')])
  await drag.enter()
  await drag.drop()
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  expect(traffic.records.map(({ name }) => name).toSorted()).toEqual(['a.txt', 'b.txt', 'list.txt'])
})

test('accepts files that are pasted while the dropzone has the focus', async ({ page, openDemo, widget, traffic }) => {
  const photo = await makeJpeg({ name: 'image.png' })
  await openDemo()
  await pasteFiles(page, [photo])
  await expect(widget.list).toHaveCount(0)
  await widget.zone.focus()
  await pasteFiles(page, [photo])
  await expect(widget.row('image.png').root).toContainText('Uploaded')
  expect(traffic.records).toHaveLength(1)
})

test('rejects files that break a restriction, says why, and accepts the rest', async ({
  openScene,
  widget,
  traffic,
}) => {
  await openScene({ accept: 'image/*', maxSizeBytes: 10_000, maxFiles: 2 })
  const [small, large] = [await makeJpeg(), await makeJpeg({ name: 'large.jpg', width: 1600, height: 1200 })]
  expect(large.buffer.length).toBeGreaterThan(10_000)
  await widget.choose(makeText('notes.txt'), small, large)
  await expect(widget.row(small.name).root).toContainText('Uploaded')
  await expect(widget.rejection('notes.txt')).toContainText('This file type is not accepted. Choose images.')
  await expect(widget.rejection('large.jpg')).toContainText('Larger than the limit of 10 kB.')
  expect(traffic.calls('tickets')).toHaveLength(1)

  await widget.choose(await makeJpeg({ name: 'second.jpg' }), await makeJpeg({ name: 'third.jpg' }))
  await expect(widget.row('second.jpg').root).toContainText('Uploaded')
  await expect(widget.rejection('third.jpg')).toContainText('Too many files. The limit is 2.')
  await widget.rejection('third.jpg').getByRole('button', { name: 'Dismiss third.jpg' }).click()
  await expect(widget.rejection('third.jpg')).toHaveCount(0)
  await expect(widget.rejection('notes.txt')).toBeVisible()
})

test('makes no ticket request before the first file, and inspects in a worker', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  await openDemo()
  expect(page.workers()).toEqual([])
  expect(traffic.calls('tickets')).toEqual([])
  const worker = page.waitForEvent('worker')
  await widget.choose(makeText())
  expect((await worker).url()).toMatch(/inspect\.worker/)
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(1)
})
