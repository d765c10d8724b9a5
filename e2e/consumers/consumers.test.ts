import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { FreshApp } from './freshApp.ts'
import { startFront } from './front.ts'
import { startGatekeeper, type Gatekeeper } from './gatekeeper.ts'
import { hold } from './hold.ts'
import { makePhoto, makePhotos, type PickedFile } from './pictures.ts'
import { prepareVisits } from './prepareVisits.ts'
import type { Served } from './serve.ts'
import { rowsOf } from './visit.ts'

const visits = prepareVisits()
let app: FreshApp
let gatekeeper: Gatekeeper
/** The built pages. */
let built: Served

beforeAll(async () => {
  app = await visits.createApp('examples/vite')
  gatekeeper = await startGatekeeper(visits.stack.url)
  await app.run('vite', ['build'])
  built = await visits.serveVite(app, 'preview')
})

afterAll(() => gatekeeper?.stop())

async function pick(page: Page, ...files: readonly PickedFile[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files])
}

describe('the packed package in a fresh Vite app', () => {
  it('type-checks under strict settings', async () => {
    await expect(app.run('tsc')).resolves.toBe('')
  })

  it('brings the command that checks a server', async () => {
    expect(await app.run('coatcheck', ['--help'])).toContain('Usage: npx coatcheck check <module>')
    await expect(app.run('coatcheck', ['check', 'missing.ts'])).rejects.toThrow("There is no file 'missing.ts'")
  })

  it.each(['dev', 'preview'] as const)('uploads to the reference server (vite %s)', async (command) => {
    const served = await visits.serveVite(app, command)
    const { page, workerUrls } = await visits.open(`${served.url}/upload/`)
    const photo = await makePhoto(`harbour ${command}.jpg`)

    await pick(page, photo)

    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(visits.stored(photo.name)).toMatchObject({
      size: photo.buffer.length,
      type: 'image/jpeg',
      image: { width: 320, height: 240 },
    })
    await expect.poll(() => page.getByRole('img', { name: photo.name }).count()).toBeGreaterThan(0)
    expect(workerUrls.every((url) => url.startsWith(served.url))).toBe(true)
    expect(workerUrls).not.toEqual([])
  })
})

describe('the styles', () => {
  it('have colours in a page without a colour scheme, also in a build, where light-dark() is compiled away', async () => {
    const { page } = await visits.open(`${built.url}/upload/`)
    const panel = page.locator('.coatcheck-upload-panel')
    const readColour = (): Promise<string> => panel.evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(await readColour()).toBe('rgb(255, 255, 255)')
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
    await expect.poll(readColour).toBe('rgb(23, 23, 26)')
  })
})

describe('the worker', () => {
  it('is the one that the app has created', async () => {
    const { page, workerUrls } = await visits.open(`${built.url}/own-worker/`)
    await pick(page, await makePhoto('own worker.jpg'))
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(workerUrls).toEqual([expect.stringMatching(new RegExp(`^${built.url}/assets/worker-`))])
  })

  it('starts under the content policy in the guide', async () => {
    const front = await startFront(built.url, { headers: { 'content-security-policy': readPolicy() } })
    onTestFinished(front.stop)
    const { page, workerUrls } = await visits.open(`${front.url}/upload/`)
    await pick(page, await makePhoto('under a policy.jpg'))
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    await expect.poll(() => page.getByRole('img', { name: 'under a policy.jpg' }).count()).toBeGreaterThan(0)
    expect(workerUrls).toEqual([expect.stringMatching(/^http/)])
  })
})

/** The guide's policy without the sources that only the fallback needs; all else is limited to the page's origin. */
function readPolicy(): string {
  const guide = readFileSync(resolve(import.meta.dirname, '../../docs/setup.md'), 'utf8')
  const line = guide.split('\n').find((candidate) => candidate.startsWith('script-src'))
  if (!line) throw new Error('The guide contains no content policy.')
  const policy = line
    .replaceAll('https://your.storage', visits.stack.storage.endpoint)
    .replace("worker-src 'self' blob:", "worker-src 'self'")
  return `default-src 'self'; ${policy}`
}

describe('an avatar field in a form', () => {
  it('prevents submitting without a picture, and submits the id of the last one', async () => {
    const { page } = await visits.open(`${built.url}/avatar-field/`)
    await page.getByLabel('Name').fill('Ada')
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByText('"avatar"').count()).toBe(0)

    await pick(page, await makePhoto('first.jpg'))
    await expect.poll(() => hiddenIds(page, 'avatar')).toHaveLength(1)
    const first = await hiddenIds(page, 'avatar')
    await pick(page, await makePhoto('second.jpg'))
    await expect.poll(async () => (await hiddenIds(page, 'avatar')).filter((id) => !first.includes(id))).toHaveLength(1)
    await page.getByRole('button', { name: 'Save' }).click()

    await expect
      .poll(() => page.getByText('"avatar"').innerText())
      .toBe(JSON.stringify({ name: 'Ada', avatar: visits.stored('second.jpg')?.id }))
  })

  it('is empty again after a reset', async () => {
    const { page } = await visits.open(`${built.url}/avatar-field/`)
    await pick(page, await makePhoto('gone.jpg'))
    await expect.poll(() => page.getByRole('button', { name: 'Remove photo' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Start over' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Remove photo' }).count()).toBe(0)
  })

  it('uploads what the user has cropped in a dialog of the app, and nothing if they cancel', async () => {
    const { page } = await visits.open(`${built.url}/crop-avatar/`)
    await pick(page, await makePhoto('cancelled.jpg', 1200, 900))
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByRole('button', { name: 'Remove photo' }).count()).toBe(0)

    await pick(page, await makePhoto('cropped.jpg', 1200, 900))
    await page.getByRole('slider', { name: 'Zoom' }).fill('2')
    await page.getByRole('button', { name: 'Use photo' }).click()
    await expect.poll(() => hiddenIds(page, 'avatar')).toHaveLength(1)
    const stored = visits.stack.server.records
      .files()
      .filter(({ name }) => name === 'cropped.jpg' || name === 'cancelled.jpg')
    expect(stored).toMatchObject([{ name: 'cropped.jpg', image: { width: 512, height: 512 } }])
  })
})

describe('a form whose action may return an error', () => {
  it('keeps the uploads after an error, clears them after success, and submits no id twice', async () => {
    const { page } = await visits.open(`${built.url}/post-form/`)
    const [cover, papers] = [page.locator('input[type=file]').first(), page.locator('input[type=file]').last()]
    const paper = { name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('terms') }
    const idOf = (name: string): string | undefined => visits.stored(name)?.id
    const post = page.getByRole('button', { name: 'Post', exact: true })
    const answer = page.getByRole('status').filter({ hasText: '"title"' })
    await cover.setInputFiles(await makePhoto('first cover.jpg'))
    await papers.setInputFiles(paper)
    await expect.poll(() => rowsOf(page).getByText('Uploaded', { exact: true }).count()).toBe(2)

    await post.click()
    await expect.poll(() => page.getByRole('alert').innerText()).toBe('A post needs a title.')
    expect(await rowsOf(page).count()).toBe(2)

    await page.getByLabel('Title').fill('Harbour')
    await post.click()
    const first = { title: 'Harbour', cover: idOf('first cover.jpg'), papers: [idOf('terms.txt')] }
    await expect.poll(() => answer.innerText()).toBe(JSON.stringify(first))
    await expect.poll(() => rowsOf(page).count()).toBe(0)

    await page.getByLabel('Title').fill('Pier')
    await cover.setInputFiles(await makePhoto('second cover.jpg'))
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    await post.click()
    const second = { title: 'Pier', cover: idOf('second cover.jpg'), papers: [] }
    await expect.poll(() => answer.innerText()).toBe(JSON.stringify(second))
  })
})

/** Returns the ids that the form would submit under this name. */
function hiddenIds(page: Page, name: string): Promise<readonly string[]> {
  return page
    .locator(`input[type=hidden][name=${name}]`)
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
}

/** Returns what the app's server has saved under this name, with all fields in the order of submission. */
async function savedForms(name: string): Promise<readonly unknown[]> {
  const all: readonly (readonly [string, string][])[] = await (await fetch(`${built.url}/forms`)).json()
  return all.filter((fields) => fields.some(([field, value]) => field === 'name' && value === name))
}

describe('a form that is submitted with fetch', () => {
  it('keeps its photos after an error, and submits none of them again after success', async () => {
    const { page, problems } = await visits.open(`${built.url}/fetch-form/`, /422/)
    const name = page.getByLabel('Name of the album')
    const save = page.getByRole('button', { name: 'Save' })
    const pier = await makePhoto('pier.jpg')
    // Three rows, but two of them are the same stored file.
    await pick(page, pier, pier, await makePhoto('quay.jpg'))
    await expect.poll(() => hiddenIds(page, 'photos')).toHaveLength(2)
    await expect.poll(() => save.isEnabled()).toBe(true)
    const ids = await hiddenIds(page, 'photos')

    await name.fill('A')
    await save.click()
    await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual(['This name is too short.'])
    expect(await rowsOf(page).count()).toBe(3)
    expect(await hiddenIds(page, 'photos')).toEqual(ids)

    await name.fill('Harbour')
    await save.click()
    await expect.poll(() => rowsOf(page).count()).toBe(0)
    expect(await name.inputValue()).toBe('')
    await name.fill('Lighthouse')
    await save.click()

    await expect.poll(() => savedForms('Lighthouse')).toEqual([[['name', 'Lighthouse']]])
    expect(await savedForms('Harbour')).toEqual([[['name', 'Harbour'], ...ids.map((id) => ['photos', id])]])
    // The browser logs the answer that rejects the name.
    expect(problems).toEqual([expect.stringContaining('422')])
  })

  it('cannot be submitted before every photo is stored or removed, or twice while it is being saved', async () => {
    const { page } = await visits.open(`${built.url}/fetch-form/`, /422/)
    const name = page.getByLabel('Name of the album')
    const save = page.getByRole('button', { name: 'Save' })
    await name.fill('Once')
    await page.route('**/api/rest/files', (route) => route.fulfill({ status: 422, json: {} }), { times: 1 })
    await pick(page, await makePhoto('refused.jpg'))
    await expect.poll(() => rowsOf(page).getByRole('button', { name: /Retry/ }).count()).toBe(1)
    expect(await save.isDisabled()).toBe(true)
    await rowsOf(page).getByRole('button', { name: /Clear/ }).click()
    await expect.poll(() => save.isEnabled()).toBe(true)

    const confirm = await hold(page, '**/api/rest/files')
    await pick(page, await makePhoto('slow.jpg'))
    await expect.poll(() => rowsOf(page).count()).toBe(1)
    expect(await save.isDisabled()).toBe(true)
    confirm()
    await expect.poll(() => save.isEnabled()).toBe(true)

    const answer = await hold(page, '**/forms')
    await save.click()
    await expect.poll(() => page.locator('button:enabled, input:enabled:not([type=hidden])').count()).toBe(0)
    await save.click({ force: true })
    answer()

    await expect.poll(() => rowsOf(page).count()).toBe(0)
    expect(await savedForms('Once')).toHaveLength(1)
  })
})

describe('an album of 300 photos with a row of its own', () => {
  it('stores all of them and renders only the visible rows', async () => {
    const { page } = await visits.open(`${built.url}/many-photos/`)
    const before = visits.stack.server.records.files().length

    await pick(page, ...(await makePhotos(300)))

    await expect
      .poll(() => page.getByText('photos in the album').innerText(), { timeout: 60_000 })
      .toMatch(/^300 of 300 photos in the album, 0 failed/)
    expect(visits.stack.server.records.files().length - before).toBe(300)
    expect(await rowsOf(page).count()).toBeLessThan(60)
    await expect.poll(() => rowsOf(page).first().innerText()).toContain('64 × 48')
  })
})

describe('an app with its own QueryClient and tokens that expire', () => {
  it('gets one new token for all refused calls, and shows the calls in its client', async () => {
    const served = await visits.serveVite(app, 'preview', { API_URL: gatekeeper.url })
    const { page } = await visits.open(`${served.url}/token-refresh/`, /401/)
    const told: string[] = []
    page.on('console', (message) => told.push(message.text()))
    await pick(page, await makePhoto('with the first token.jpg'))
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    const issuedBefore = gatekeeper.issued()

    gatekeeper.expireTokens()
    await pick(page, ...(await makePhotos(5)))

    await expect
      .poll(() => rowsOf(page).allInnerTexts())
      .toEqual(Array.from({ length: 6 }, () => expect.stringMatching(/Uploaded/)))
    expect(gatekeeper.issued() - issuedBefore).toBe(1)
    expect(told.join('\n')).toMatch(/answered:.*coatcheck.*ticket/s)
    expect(told.join('\n')).toMatch(/answered:.*coatcheck.*confirm/s)
    await expect.poll(() => page.getByText('under way').innerText()).toBe('Nothing under way')
  })
})
