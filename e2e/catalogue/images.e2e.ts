import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { crc32 } from 'node:zlib'
import { makeJpeg, type TestFile } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import type { Widget } from '../support/Widget.ts'

// Pictures that are broken, huge, rotated or no pictures at all. None of this may prevent an upload.

const fixtures = resolve(import.meta.dirname, '../../test/inspect/fixtures')

test('I1 sends broken pictures with whatever facts can be read', async ({ openScene, widget, traffic }) => {
  const names = ['half.jpg', 'no-idat.png', 'random.jpg']
  await openScene({ scene: 'fault' })
  await widget.choose(...names.map((name) => join(fixtures, name)))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  const facts = Object.fromEntries(traffic.records.map(({ name, image }) => [name, image]))
  expect(facts['half.jpg']).toEqual({ width: 640, height: 480 })
  expect(facts['no-idat.png']).toEqual({ width: 120, height: 80 })
  expect(facts['random.jpg']).toBeUndefined()
})

test('I2 reads the size of huge pictures without decoding them', async ({ openScene, widget, traffic }) => {
  const files = await Promise.all([20_000, 30_000, 65_535].map((edge) => makeHugePng(edge)))
  await openScene({ scene: 'fault' })
  const startedAt = Date.now()
  await widget.choose(...files)
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  expect(Date.now() - startedAt).toBeLessThan(10_000)
  for (const { name } of files) await expectIcon(widget, name)
  expect(new Set(traffic.records.map(({ image }) => image?.width))).toEqual(new Set([20_000, 30_000, 65_535]))
  expect(traffic.records.map(({ image }) => image?.blurhash)).toEqual([undefined, undefined, undefined])
})

test('I3 reads the size of an SVG from its attributes or viewBox, and runs none of its content', async ({
  openScene,
  page,
  widget,
  traffic,
}) => {
  const outside = 'http://127.0.0.1:9/outside.png'
  const asked: string[] = []
  page.on('dialog', (dialog) => expect(dialog.message()).toBe('there must be none'))
  page.on('request', (request) => asked.push(request.url()))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><image href="${outside}" width="9" height="9"/></svg>`
  await openScene({ scene: 'fault' })
  await widget.choose(...['none.svg', 'viewbox.svg', 'size.svg', 'script.svg'].map((name) => join(fixtures, name)))
  await widget.choose({ name: 'outside.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) })
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(5)
  const facts = Object.fromEntries(traffic.records.map(({ name, image }) => [name, image]))
  expect(facts).toEqual({
    'none.svg': undefined,
    'viewbox.svg': { width: 64, height: 48 },
    'size.svg': { width: 64, height: 48 },
    'script.svg': { width: 96, height: 76 },
    'outside.svg': undefined,
  })
  expect(asked).not.toContain(outside)
  await expect(page.locator('svg image, object, embed, iframe')).toHaveCount(0)
})

const turned = Array.from({ length: 8 }, (_, index) => `orientation-${index + 1}.jpg`)

test('I4 reports the upright size of a rotated photo', async ({ openScene, widget, traffic }) => {
  await openScene({ scene: 'fault' })
  await widget.choose(...turned.map((name) => join(fixtures, name)))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(8)
  expectAllUpright(traffic.records)
})

test.describe('where no worker may run', () => {
  test.use({ serverOptions: { pagePolicy: { 'worker-src': "'none'" } } })

  test('I4 reports the upright size of a rotated photo without a worker too', async ({
    openScene,
    widget,
    traffic,
    witness,
  }) => {
    witness.expectRefusals()
    await openScene({ scene: 'fault' })
    await widget.choose(...turned.map((name) => join(fixtures, name)))
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(8)
    expectAllUpright(traffic.records)
  })
})

test('I5 sends kinds of pictures for which the browser knows no type', async ({
  openScene,
  onDisk,
  widget,
  traffic,
}) => {
  const avif = await readFile(join(fixtures, 'plain.avif'))
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  const named = await onDisk('photo.HEIC', 8192)
  await openScene({ scene: 'fault' })
  await widget.choose(named.path)
  await widget.choose(
    { name: 'untyped.heif', mimeType: '', buffer: heic },
    { name: 'plain.avif', mimeType: 'image/avif', buffer: avif },
  )
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  await expectIcon(widget, 'photo.HEIC')
  await expectIcon(widget, 'untyped.heif')
  for (const { announced } of traffic.tickets) {
    const send = traffic.sends.find(({ headers }) => headers['content-type'] === announced.type)
    expect(send?.status).toBe(200)
    expect(announced.type).not.toBe('')
  }
  expect(traffic.records.find(({ name }) => name === 'plain.avif')?.image?.width).toBeGreaterThan(0)
})

test('I7 warns about a PNG that is named as a JPEG, and uses the declared type throughout', async ({
  openScene,
  widget,
  traffic,
}) => {
  const buffer = await readFile(join(fixtures, 'plain.png'))
  await openScene({ scene: 'fault' })
  await widget.choose({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
  await expect(widget.row('photo.jpg').root).toContainText('Uploaded The content is PNG, not JPEG.')
  expect(traffic.tickets[0]?.announced.type).toBe('image/jpeg')
  expect(traffic.sends[0]?.headers['content-type']).toBe('image/jpeg')
  expect(traffic.records[0]?.type).toBe('image/jpeg')
  expect(traffic.records[0]?.image?.width).toBeGreaterThan(0)
})

test.describe('where pictures may only come from the page', () => {
  test.use({ serverOptions: { pagePolicy: { 'img-src': "'self'" } } })

  test('I9 shows an icon when the content policy blocks the picture', async ({
    openScene,
    widget,
    traffic,
    witness,
  }) => {
    const file = await makeJpeg()
    witness.expectRefusals()
    await openScene({ scene: 'fault' })
    await widget.choose(file)
    await expect(widget.row(file.name).root).toContainText('Uploaded')
    await expectIcon(widget, file.name)
    expect(traffic.records[0]?.image).toMatchObject({ width: 640, height: 480, blurhash: expect.any(String) })
  })
})

test('I10 revokes every object URL when the widget is hidden', async ({ openScene, page, widget }) => {
  await page.addInitScript(() => {
    const live = new Set<string>()
    const [create, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)]
    Object.assign(window, { livePictures: live })
    URL.createObjectURL = (blob: Blob) => {
      const url = create(blob)
      live.add(url)
      return url
    }
    URL.revokeObjectURL = (url) => {
      live.delete(url)
      revoke(url)
    }
  })
  const files = await Promise.all(
    Array.from({ length: 100 }, (_, index) => makeJpeg({ name: `photo-${index}.jpg`, width: 64, height: 48 })),
  )
  await openScene({ scene: 'activity' })
  await widget.choose(...files)
  const countLive = (): Promise<number> =>
    page.evaluate(() => (Reflect.get(window, 'livePictures') as ReadonlySet<string>).size)
  await expect.poll(countLive).toBeGreaterThan(5)
  await page.getByRole('button', { name: 'Shown' }).click()
  await expect.poll(countLive).toBe(0)
})

async function expectIcon(widget: Widget, name: string): Promise<void> {
  await expect(widget.row(name).root.locator('[data-icon]')).toBeVisible()
  await expect(widget.row(name).root.locator('img')).toHaveCount(0)
}

function expectAllUpright(records: readonly { readonly image?: object | undefined }[]): void {
  expect(records).toHaveLength(8)
  for (const { image } of records) expect(image).toMatchObject({ width: 120, height: 80 })
}

/** Makes a PNG of a few hundred bytes that claims to be a square of that size. */
async function makeHugePng(edge: number): Promise<TestFile> {
  const buffer = await readFile(join(fixtures, 'huge.png'))
  buffer.writeUInt32BE(edge, 16)
  buffer.writeUInt32BE(edge, 20)
  buffer.writeUInt32BE(crc32(buffer.subarray(12, 29)), 29)
  return { name: `huge-${edge}.png`, mimeType: 'image/png', buffer }
}
