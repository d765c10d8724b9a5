import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBlocks } from '../../scripts/docs/code/readBlocks.ts'
import { createFreshApp, type FreshApp } from '../consumers/freshApp.ts'
import { makePhoto } from '../consumers/pictures.ts'
import { launchChromium, rowsOf, visit, type Visit } from '../consumers/visit.ts'
import { startRails, type Rails } from './rails/startRails.ts'

const element = readBlocks()
  .filter(({ page, language }) => page === 'docs/backends/active-storage.md' && language === 'jsx')
  .map(({ code }) => code)
  .join('\n\n')

let app: FreshApp
let browser: Browser
let rails: Rails
let visited: Visit
let page: Page
/** What the page has asked, and what the user answers. */
let asked: string[]
let mayLeave: boolean

beforeAll(async () => {
  app = await createFreshApp('e2e/recipes/rails')
  writeFileSync(join(app.folder, 'uploads.jsx'), `import { AvatarField } from 'coatcheck'\n${element}`)
  const options = ['--bundle', '--format=esm', '--splitting', '--jsx=automatic', '--outdir=public/assets']
  await app.run('esbuild', ['main.js', ...options])
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  app?.remove()
})

beforeEach(async () => {
  rails = await startRails(join(app.folder, 'public'))
  asked = []
  mayLeave = false
})

afterEach(async () => {
  await page.close()
  await rails.stop()
  expectNoProblems()
})

/** Apart from the worker, which esbuild does not bundle, and the refused token. */
function expectNoProblems(): void {
  expect(visited.problems.filter((problem) => !/404|no Web Worker|422/.test(problem))).toEqual([])
}

async function open(path: string): Promise<void> {
  visited = await visit(browser, `${rails.url}${path}`)
  page = visited.page
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message())
    await (mayLeave ? dialog.accept() : dialog.dismiss())
  })
}

/** Changes how the direct uploads of the page are answered. */
const behave = (options: object): Promise<void> =>
  page.evaluate((changed) => void Object.assign(Reflect.get(window, 'rails') as object, changed), options)

async function pick(name: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await makePhoto(name))
}

const rows = (): Promise<readonly string[]> => rowsOf(page).allInnerTexts()
const path = (): string => new URL(page.url()).pathname
const click = (name: string): Promise<void> => page.getByText(name, { exact: true }).click()
const idsOf = (name: string): Promise<readonly string[]> =>
  page
    .locator(`input[type=hidden][name="${name}"]`)
    .evaluateAll((all) => all.map((input) => Reflect.get(input, 'value')))
async function startSlowUpload(): Promise<void> {
  await open('/posts/new')
  await page.getByText('choose files').waitFor()
  await behave({ bytesPerSecond: 200 })
  await pick('slow.jpg')
  await expect.poll(rows).toEqual([expect.stringMatching(/Sending/)])
}

const question = 'Leave the page? Its uploads end.'

describe("the element of the guide to Active Storage, with Rails' Turbo", () => {
  it('asks before another form is sent, and not again when the form redirects', async () => {
    await startSlowUpload()
    await click('Sign out')
    await expect.poll(() => asked).toEqual([question])
    expect([rails.sent, path()]).toEqual([[], '/posts/new'])

    mayLeave = true
    await click('Sign out')
    await expect.poll(path).toBe('/saved')
    expect([asked.length, rails.sent.map((form) => form.path)]).toEqual([2, ['/session']])
  })

  it('asks before a link is followed', async () => {
    await startSlowUpload()
    await click('Other page')
    await expect.poll(() => asked).toEqual([question])
    expect([path(), await rows()]).toEqual(['/posts/new', [expect.stringMatching(/Sending/)]])

    mayLeave = true
    await click('Other page')
    await expect.poll(path).toBe('/other')
    expect(asked).toHaveLength(2)
  })

  it('does not let its own form be sent while a file is on its way', async () => {
    await startSlowUpload()
    await click('Save')
    await expect.poll(() => page.locator('input:invalid').count()).toBe(1)
    expect([asked, rails.sent]).toEqual([[], []])

    await page.locator('form:has(upload-field)').evaluate((form) => form.setAttribute('novalidate', ''))
    await click('Save')
    await expect.poll(() => asked).toEqual([question])
    expect(rails.sent).toEqual([])
  })

  it('takes no files while its form is being sent', async () => {
    await open('/posts/new')
    await pick('kept.jpg')
    await expect.poll(rows).toEqual([expect.stringMatching(/Uploaded/)])
    const ids = await idsOf('post[images][]')
    rails.delayMs = 1500
    await click('Save')
    await page.getByText('Files cannot be changed here').waitFor()
    await expect.poll(path).toBe('/saved')
    expect(rails.sent.map(({ fields }) => fields.getAll('post[images][]'))).toEqual([ids])
    expect(ids).toEqual(['', expect.stringMatching(/--/)])
    expect(asked).toEqual([])
  })

  it('shows in a preview what the form has, and takes files once the page has come', async () => {
    await open('/posts/1/edit')
    await expect.poll(rows).toEqual([expect.stringMatching(/stored\.png/)])
    await click('Other page')
    await expect.poll(path).toBe('/other')
    rails.delayMs = 1500
    await click('Edit post')
    await page.locator('html[data-turbo-preview]').waitFor({ state: 'attached' })
    await page.getByText('Files cannot be changed here').waitFor()
    expect(await idsOf('post[images][]')).toEqual(['', 'stored-id'])
    await page.getByText('Add more files').waitFor()
    expect(await page.locator('html[data-turbo-preview]').count()).toBe(0)
  })

  it('shows what was uploaded when the user comes back, with its picture', async () => {
    await open('/posts/new')
    await pick('a & b.jpg')
    await expect.poll(rows).toEqual([expect.stringMatching(/Uploaded/)])
    const ids = await idsOf('post[images][]')
    await click('Other page')
    await expect.poll(path).toBe('/other')
    const shown = page.waitForRequest(/blobs\/redirect/)
    await page.goBack()
    await expect.poll(rows).toEqual([expect.stringMatching(/a & b\.jpg[^]*Stored/)])
    expect(await idsOf('post[images][]')).toEqual(ids)
    expect(decodeURIComponent(new URL((await shown).url()).pathname)).toBe(
      `/rails/active_storage/blobs/redirect/${ids[1]}/a & b.jpg`,
    )
  })

  it('goes on with the token of a fresh page after the user has signed in again', async () => {
    await open('/posts/new')
    await page.getByText('choose files').waitFor()
    await behave({ csrfToken: 'second-token' })
    await pick('late.jpg')
    await expect.poll(rows).toEqual([expect.stringMatching(/You are signed out\. Sign in again, then retry\./)])
    rails.csrfToken = 'second-token'
    await page.getByRole('button', { name: 'Retry late.jpg' }).click()
    await expect.poll(rows).toEqual([expect.stringMatching(/Uploaded/)])
    expect(await page.locator('meta[name="csrf-token"]').getAttribute('content')).toBe('second-token')
  })

  it('sends one id for an avatar, and an empty text once it is removed', async () => {
    await open('/users/1/edit')
    await expect.poll(() => idsOf('user[avatar]')).toEqual(['', 'stored-id'])
    await pick('new.jpg')
    await expect.poll(() => idsOf('user[avatar]')).toEqual(['', expect.stringMatching(/--/)])
    await click('Remove photo')
    await expect.poll(() => idsOf('user[avatar]')).toEqual([''])
    await click('Save')
    await expect.poll(() => rails.sent.map(({ fields }) => fields.getAll('user[avatar]'))).toEqual([['']])
  })
})
