import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBlocks } from '../../scripts/docs/code/readBlocks.ts'
import { createFreshApp, type FreshApp } from '../consumers/freshApp.ts'
import { makePhoto } from '../consumers/pictures.ts'
import { launchChromium, rowsOf } from '../consumers/visit.ts'
import { startRails, type Rails } from './rails/startRails.ts'

const element = readBlocks()
  .filter(({ page, language }) => page === 'docs/backends/active-storage.md' && language === 'jsx')
  .map(({ code }) => code)
  .join('\n\n')

let app: FreshApp
let browser: Browser
let rails: Rails
let page: Page
/** Errors and warnings of the page, each with the URL that it is about. */
let problems: string[]
/** Those that a test expects. */
let expected: readonly RegExp[]
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
  problems = []
  expected = workerIsMissing
})

afterEach(async () => {
  await page.close()
  await rails.stop()
  expectNoProblems()
})

function expectNoProblems(): void {
  expect(problems.filter((problem) => !expected.some((one) => one.test(problem)))).toEqual([])
}

async function open(path: string): Promise<void> {
  page = await browser.newPage()
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (/error|warning/.test(message.type())) problems.push(`${message.text()} ${message.location().url}`)
  })
  page.on('dialog', async (dialog) => {
    asked.push(dialog.message())
    await (mayLeave ? dialog.accept() : dialog.dismiss())
  })
  await page.goto(`${rails.url}${path}`)
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

async function drop(name: string): Promise<void> {
  const { mimeType, buffer } = await makePhoto(name)
  const photo = { name, type: mimeType, base64: buffer.toString('base64') }
  const dataTransfer = await page.evaluateHandle(async (given) => {
    const bytes = await (await fetch(`data:${given.type};base64,${given.base64}`)).blob()
    const data = new DataTransfer()
    data.items.add(new File([bytes], given.name, { type: given.type }))
    return data
  }, photo)
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.locator('.coatcheck-upload-panel').dispatchEvent(type, { dataTransfer })
  }
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

/** esbuild does not bundle it, and the guide says so. */
const workerIsMissing = [/404 .*worker\.js$/, /no Web Worker/]
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

  it('asks once before a search, whose answer is another page', async () => {
    await startSlowUpload()
    await click('Search')
    await expect.poll(() => asked).toEqual([question])
    expect(path()).toBe('/posts/new')

    mayLeave = true
    await click('Search')
    await expect.poll(path).toBe('/search')
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['Add note', '/saved', 'Saved page'],
    ['Add by stream', 'Added by stream', 'Streams page'],
  ])('asks before a link to what a form was answered with on the same page (%s)', async (form, answer, link) => {
    await startSlowUpload()
    mayLeave = true
    await click(form)
    await page.getByText(answer).waitFor()
    expect([path(), asked.length]).toEqual(['/posts/new', 1])

    mayLeave = false
    await click(link)
    await expect.poll(() => asked).toHaveLength(2)
    expect(path()).toBe('/posts/new')
  })

  it('asks once for two fields, and not if the app has stopped the visit', async () => {
    await open('/both')
    await page.getByText('choose files').waitFor()
    await behave({ bytesPerSecond: 200 })
    for (const [index, input] of (await page.locator('input[type=file]').all()).entries()) {
      await input.setInputFiles(await makePhoto(`slow ${index}.jpg`))
    }
    await expect.poll(() => page.locator('input:invalid').count()).toBe(2)
    await click('Other page')
    await click('Sign out')
    await expect.poll(() => asked).toEqual([question, question])
    expect([rails.sent, path()]).toEqual([[], '/both'])

    await page.evaluate(() => {
      document.addEventListener('turbo:before-visit', (event) => event.preventDefault(), { once: true })
    })
    await click('Other page')
    expect([asked.length, path()]).toEqual([2, '/both'])

    mayLeave = true
    await click('Other page')
    await expect.poll(path).toBe('/other')
    expect(asked).toHaveLength(3)
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
    await drop('kept.jpg')
    await expect.poll(rows).toEqual([expect.stringMatching(/Uploaded/)])
    const ids = await idsOf('post[images][]')
    const chooserShown = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Add more files' }).click()
    const chooser = await chooserShown
    const answer = rails.hold()
    await click('Save')
    await page.getByText('Files cannot be changed here').waitFor()
    await chooser.setFiles(await makePhoto('chosen.jpg'))
    await drop('dropped.jpg')
    expect(await rows()).toEqual([expect.stringMatching(/kept\.jpg/)])
    expect(await idsOf('post[images][]')).toEqual(ids)
    answer()
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
    const answer = rails.hold()
    await click('Edit post')
    await page.locator('html[data-turbo-preview]').waitFor({ state: 'attached' })
    await page.getByText('Files cannot be changed here').waitFor()
    expect(await idsOf('post[images][]')).toEqual(['', 'stored-id'])
    answer()
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
    const picture = rowsOf(page).locator('img')
    await expect
      .poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth') as number))
      .toBeGreaterThan(0)
    expect(decodeURIComponent(new URL((await shown).url()).pathname)).toBe(
      `/rails/active_storage/blobs/redirect/${ids[1]}/a & b.jpg`,
    )
  })

  it('goes on with the token of a fresh page after the user has signed in again', async () => {
    expected = [...workerIsMissing, /422 .*\/direct_uploads$/]
    await open('/posts/new')
    await page.getByText('choose files').waitFor()
    const token = page.locator('meta[name="csrf-token"]')
    await behave({ csrfToken: 'second-token' })
    Object.assign(rails, { hasSession: false, csrfToken: 'token of the sign-in page' })
    await pick('late.jpg')
    await expect.poll(rows).toEqual([expect.stringMatching(/You are signed out\. Sign in again, then retry\./)])
    expect(await token.getAttribute('content')).toBe('first-token')
    Object.assign(rails, { hasSession: true, csrfToken: 'second-token' })
    await page.getByRole('button', { name: 'Retry late.jpg' }).click()
    await expect.poll(rows).toEqual([expect.stringMatching(/Uploaded/)])
    expect(await token.getAttribute('content')).toBe('second-token')
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
