import { finishAnimations } from './support/finishAnimations.ts'
import { makeJpeg, makePdf, makePng } from './support/files.ts'
import type { Matches } from './support/gate.ts'
import { readLayoutShifts, watchLayoutShifts } from './support/layoutShifts.ts'
import { expect, test } from './support/test.ts'

const pictures: Matches = ({ method }) => method === 'GET'

test.beforeEach(({ page }) => watchLayoutShifts(page))

test('shows a new picture at once, from the file itself, and loads nothing for it', async ({
  page,
  openScene,
  widget,
  traffic,
}) => {
  const file = await makeJpeg()
  await openScene({ scene: 'gallery' })
  await widget.choose(file)
  await expect(widget.tile(file.name).locator('[data-status]')).toHaveAttribute('data-status', 'shown')
  await expect(widget.tile(file.name).getByRole('img', { name: file.name })).toBeVisible()
  expect(traffic.storageRequests.filter(({ method }) => method === 'GET')).toEqual([])
  expect(await readLayoutShifts(page)).toEqual([])
})

test('shows a stored picture as its blurhash first', async ({ page, openScene, widget, shared }) => {
  const file = await makeJpeg()
  await openScene({ scene: 'gallery' })
  await widget.choose(file)
  await expect(widget.tile(file.name)).toBeVisible()
  const held = shared.proxy.gate.hold(pictures)
  await page.reload()

  const picture = widget.tile(file.name).locator('[data-status]')
  await expect(picture).toHaveAttribute('data-status', 'loading')
  await expect(picture.locator('canvas')).toBeVisible()
  const before = await widget.tile(file.name).boundingBox()
  held.release()
  await expect(picture).toHaveAttribute('data-status', 'shown')
  await expect(widget.tile(file.name).getByRole('img', { name: file.name })).toBeVisible()
  expect(await widget.tile(file.name).boundingBox()).toEqual(before)
  expect(await readLayoutShifts(page)).toEqual([])
})

test("shows the server's files after a reload, without a layout shift", async ({ page, openScene, widget, shared }) => {
  const files = [
    await makeJpeg({ name: 'wide.jpg', width: 900, height: 300 }),
    await makeJpeg({ name: 'tall.jpg', width: 300, height: 900 }),
    await makePng({ name: 'square.png', width: 400, height: 400 }),
    makePdf('paper.pdf'),
  ]
  await openScene({ scene: 'gallery' })
  await widget.choose(...files)
  for (const { name } of files) await expect(widget.tile(name)).toBeVisible()

  const held = shared.proxy.gate.hold(pictures)
  await page.reload()
  for (const { name } of files) await expect(widget.tile(name)).toBeVisible()
  await expect(widget.gallery.locator('[data-status="loading"]')).toHaveCount(3)
  held.release()
  await expect(widget.gallery.locator('[data-status="shown"]')).toHaveCount(3)
  expect(await readLayoutShifts(page)).toEqual([])
})

test('makes room for new pictures without a layout shift', async ({ page, openScene, widget, site }) => {
  await openScene({ scene: 'gallery' })
  await widget.choose(...(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => makeJpeg({ name: `old ${n}.jpg` })))))
  await expect(widget.gallery.locator('[data-status="shown"]')).toHaveCount(6)
  await page.reload()
  await expect(widget.gallery.locator('[data-status="shown"]')).toHaveCount(6)

  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(await makeJpeg({ name: 'new 1.jpg' }), await makePng({ name: 'new 2.png' }))
  await confirm.arrived
  // For half a second after the click, the browser takes every shift for the user's own doing.
  await page.waitForTimeout(600)
  confirm.release()
  await expect(widget.gallery.locator('[data-status="shown"]')).toHaveCount(8)
  await expect(widget.gallery.getByRole('listitem').nth(2)).toContainText('old')
  expect(await readLayoutShifts(page)).toEqual([])
})

test('shows the newest file first, as the server does, without fetching the list again', async ({
  page,
  openDemo,
  widget,
  traffic,
}) => {
  await openDemo()
  await widget.choose(await makeJpeg({ name: 'first.jpg' }))
  await expect(widget.tile('first.jpg')).toBeVisible()
  await widget.choose(await makeJpeg({ name: 'second.jpg' }))
  await expect(widget.tile('second.jpg')).toBeVisible()
  await expect(widget.gallery.getByRole('link').first()).toHaveAccessibleName('Open second.jpg')
  expect(traffic.calls('list')).toHaveLength(1)
  await page.reload()
  await expect(widget.gallery.getByRole('link')).toHaveCount(2)
  await expect(widget.gallery.getByRole('link').first()).toHaveAccessibleName('Open second.jpg')
})

test('keeps the blurhash and says so when a picture cannot be displayed', async ({
  page,
  openDemo,
  widget,
  shared,
}) => {
  const file = await makeJpeg()
  await openDemo()
  await widget.choose(file)
  await expect(widget.tile(file.name)).toBeVisible()
  shared.proxy.failNext(pictures, { kind: 'answer', status: 404, code: 'NoSuchKey' }, 10)
  await page.reload()
  await expect(widget.tile(file.name)).toContainText('This image cannot be displayed')
  await expect(widget.tile(file.name).locator('canvas')).toBeVisible()
})

test.describe('with a server that makes previews', () => {
  test.use({ serverOptions: { makesPreviews: true } })

  test('loads previews, and the original only when it is opened', async ({ page, openDemo, widget, traffic }) => {
    const file = await makeJpeg({ width: 1600, height: 1200 })
    await openDemo()
    await widget.choose(file)
    await expect.poll(() => traffic.records[0]?.previews.length).toBe(3)
    await page.reload()
    const picture = widget.tile(file.name).getByRole('img', { name: file.name })
    await expect(widget.tile(file.name).locator('[data-status]')).toHaveAttribute('data-status', 'shown')
    const [record] = traffic.records
    const read = traffic.storageRequests.filter(({ method }) => method === 'GET').map(({ path }) => path)
    expect(read).toEqual([expect.stringContaining(record?.previews[0]?.key ?? 'none')])
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeLessThan(1600)
  })
})

test.describe('with links that are valid for two seconds', () => {
  test.use({ serverOptions: { urlExpiresInSeconds: 2 } })

  test('gets a new link before the old one expires', async ({ openDemo, widget, traffic }) => {
    const file = await makeJpeg()
    await openDemo()
    await widget.choose(file)
    const link = widget.tile(file.name).getByRole('link')
    const first = await link.getAttribute('href')
    await expect(link).not.toHaveAttribute('href', first ?? '')
    expect(traffic.calls('get').length).toBeGreaterThan(0)
    // The link is read for each attempt, because any link may expire before it is fetched.
    const fetchLink = async (): Promise<number> => (await fetch((await link.getAttribute('href')) ?? '')).status
    await expect.poll(fetchLink).toBe(200)
  })
})

test('moves nothing on the page when an upload ends', async ({ page, openDemo, widget, site }) => {
  await openDemo()
  const confirm = site.gate.hold(({ method, path }) => method === 'POST' && path.endsWith('/files'))
  await widget.choose(makePdf('ends.pdf'))
  await confirm.arrived
  await expect(widget.row('ends.pdf').root).toContainText('Finishing')
  const places = async (): Promise<unknown> => {
    await finishAnimations(page)
    return Promise.all(
      [widget.zone, widget.row('ends.pdf').root, widget.gallery].map(async (part) => {
        const box = await part.boundingBox()
        // Heights are left out: the gallery's first tile is lower than the text it replaces, and nothing follows it.
        return box && { x: box.x, y: box.y }
      }),
    )
  }
  const before = await places()
  confirm.release()
  await expect(widget.row('ends.pdf').root).toContainText('Uploaded')
  await expect(widget.announcement).toContainText('ends.pdf uploaded.')
  expect(await places()).toEqual(before)
})
