import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import type { Locator, Page } from 'playwright'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readRegistryFile } from '../../scripts/build/readRegistryFile.ts'
import { listen } from '../storage/listen.ts'
import { findPale, measureContrast } from './contrast.ts'
import type { FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { prepareVisits } from './prepareVisits.ts'
import type { Served } from './serve.ts'
import { rowsOf } from './visit.ts'

const visits = prepareVisits()

const root = resolve(import.meta.dirname, '../..')
const items = ['upload-panel', 'avatar-field', 'upload-composer', 'upload-gallery', 'managed-gallery']
const allItems = [...items, 'upload-list', 'upload-dropzone']
const files = [
  ...allItems.map((name) => `components/${name}.tsx`),
  'components/edit-file-dialog.tsx',
  'hooks/use-now.ts',
  'hooks/use-kept-focus.ts',
]
const sources = files.map((path) => path.replace(/^.*\//, ''))

/** What `shadcn init` writes. An app that names a base color makes the command ask shadcn's own registry for it. */
const components = JSON.parse(readFileSync(join(root, 'examples/shadcn/components.json'), 'utf8'))

/** Serves the built items on loopback. */
async function startRegistry(folder: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const server = createServer((request, response) => {
    const name = /^\/([\w-]+\.json)$/.exec(request.url ?? '')?.[1]
    if (name === undefined) response.writeHead(404).end()
    else response.setHeader('content-type', 'application/json').end(readFileSync(join(folder, name)))
  })
  const port = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

/** What has the focus, by its label or text. */
async function focusedName(page: Page): Promise<string> {
  const focused = page.locator('*:focus')
  if ((await focused.count()) === 0) return 'nothing'
  return (await focused.getAttribute('aria-label')) ?? focused.innerText()
}

async function press(button: Locator): Promise<void> {
  await button.focus()
  await button.press('Enter')
}

/** Uploads these photos in this order and returns the gallery. */
async function fill(page: Page, names: readonly string[]): Promise<Locator> {
  const gallery = page.getByRole('region', { name: 'Files' })
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- the newest comes first
    await page
      .locator('section input[type=file]')
      .first()
      .setInputFiles(await makePhoto(name))
    // oxlint-disable-next-line no-await-in-loop
    await gallery.getByRole('link', { name: `Open ${name}` }).waitFor()
  }
  return gallery
}

/** A strong accent, whose text is as light or dark as the opposite theme's. */
const strongAccents = {
  light: { '--accent': 'oklch(0.42 0.2 290)', '--accent-foreground': 'oklch(0.99 0 0)' },
  dark: { '--accent': 'oklch(0.85 0.17 95)', '--accent-foreground': 'oklch(0.2 0.05 95)' },
}

async function setTheme(page: Page, theme: keyof typeof strongAccents): Promise<void> {
  await page.locator('html').evaluate(
    (root, { name, tokens }) => {
      root.classList.add(name)
      for (const [token, value] of Object.entries(tokens)) root.style.setProperty(token, value)
    },
    { name: theme, tokens: strongAccents[theme] },
  )
}

/** Moves the pointer to each button in the element that can be pressed, and expects that its content can be read. */
async function expectReadable(root: Locator): Promise<void> {
  const buttons = await root.locator('button:not([aria-disabled]), label').filter({ visible: true }).all()
  expect(buttons.length).toBeGreaterThan(0)
  for (const button of buttons) {
    await button.hover()
    await expect.poll(() => findPale(button)).toEqual([])
  }
}

/** Drags a file of this type over the element, without dropping it. */
async function dragOver(target: Locator, type: string): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle((fileType) => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'x', { type: fileType }))
    return data
  }, type)
  for (const name of ['dragleave', 'dragenter', 'dragover']) await target.dispatchEvent(name, { dataTransfer })
}

/** Answers what would change something with a refusal. */
function refuse(page: Page, ...methods: readonly string[]): Promise<unknown> {
  return page.route('**/api/rest/**', (route) =>
    methods.includes(route.request().method()) ? route.fulfill({ status: 403, json: {} }) : route.fallback(),
  )
}

/** Whether the element has a ring of three pixels around it. */
function hasRing(element: Locator): Promise<boolean> {
  return element.evaluate((node) => getComputedStyle(node).boxShadow.includes('0px 0px 0px 3px'))
}

declare global {
  interface Window {
    /** Messages arrive after it. */
    held?: Promise<void>
    release?: () => void
  }
}

/** Lets the messages of the app wait for `window.held`. */
function letMessagesWait(path: string): void {
  const text = readFileSync(path, 'utf8')
  const call = 'async (text, ids) => setMessages('
  if (!text.includes(call)) throw new Error(`The app does not have "${call}".`)
  writeFileSync(path, text.replace(call, "async (text, ids) => (await Reflect.get(window, 'held')) ?? setMessages("))
}

async function holdMessages(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    window.held = new Promise((resolve) => (window.release = resolve))
  })
  return () => page.evaluate(() => window.release?.())
}

/** Has the composer leave the page and come back. */
async function reopenComposer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close the message' }).click()
  await page.getByRole('button', { name: 'Go on with the message' }).click()
}

/** Expects that what the command has written is what the registry has. */
function expectCopies({ folder }: FreshApp): void {
  for (const [place, path] of files.entries()) {
    const [own, added] = [`registry/${sources[place]}`, `src/${path}`].map((copy) =>
      readFileSync(join(folder, copy), 'utf8'),
    )
    expect(added).toBe(own)
  }
}

/** Lets what would change something wait until the result is called. */
async function holdWrites(page: Page): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/rest/**', async (route) => {
    if (route.request().method() !== 'GET') await released
    await route.fallback()
  })
  return release
}

/** The path of a file that is larger than the example accepts. */
function makeTooLarge({ folder }: FreshApp): string {
  const path = join(folder, 'large.jpg')
  writeFileSync(path, '')
  truncateSync(path, 20_000_001)
  return path
}

function textFile(name: string): { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(name) }
}

describe('the shadcn registry in a fresh app', () => {
  let app: FreshApp
  let built: Served

  beforeAll(async () => {
    app = await visits.createApp('examples/shadcn')
    cpSync(join(root, 'registry'), join(app.folder, 'registry'), { recursive: true })
    for (const name of sources) {
      writeFileSync(join(app.folder, 'registry', name), readRegistryFile(join(root, 'registry', name)))
    }
    await app.run('shadcn', ['build', 'registry.json', '--cwd', 'registry', '--output', 'built'])
    const registry = await startRegistry(join(app.folder, 'registry/built'))
    writeFileSync(join(app.folder, 'components.json'), JSON.stringify(components))
    letMessagesWait(join(app.folder, 'src/main.tsx'))
    await app.run('shadcn', ['add', '--yes', ...items.map((name) => `${registry.url}/${name}.json`)])
    registry.stop()
    await app.run('vite', ['build'])
    built = await visits.serveVite(app, 'preview')
  })

  it('contains what the shadcn command builds from its sources', () => {
    for (const name of allItems) {
      const [built, packed] = ['registry/built', 'node_modules/coatcheck/dist/registry'].map((folder): unknown =>
        JSON.parse(readFileSync(join(app.folder, folder, `${name}.json`), 'utf8')),
      )
      expect(packed).toEqual(built)
    }
  })

  it('is installed from the package as well, with no server', async () => {
    const item = './node_modules/coatcheck/dist/registry/upload-dropzone.json'
    await app.run('shadcn', ['add', '--yes', '--overwrite', item])
    expect(readFileSync(join(app.folder, 'src/components/upload-dropzone.tsx'), 'utf8')).toContain('useUploadZone')
  })

  it('writes components that are the files of the registry, and type-check under strict settings', async () => {
    expectCopies(app)
    await expect(app.run('tsc')).resolves.toBe('')
  })

  it.each([true, false])(
    'adds one item after the other, and never asks about what it has written (rsc: %s)',
    async (rsc) => {
      for (const folder of ['components', 'hooks']) rmSync(join(app.folder, 'src', folder), { recursive: true })
      writeFileSync(join(app.folder, 'components.json'), JSON.stringify({ ...components, rsc }))
      onTestFinished(() => writeFileSync(join(app.folder, 'components.json'), JSON.stringify(components)))
      for (const name of allItems) {
        const item = `./node_modules/coatcheck/dist/registry/${name}.json`
        // oxlint-disable-next-line no-await-in-loop -- each finds what the ones before it have written
        const output = await app.run('sh', ['-c', `shadcn add --yes ${item} </dev/null`])
        expect(output).not.toContain('Would you like to overwrite')
      }
      expectCopies(app)
    },
  )

  it('sets the colour of the text wherever it sets the accent as the background', () => {
    const classLists = sources.flatMap(
      (name) => readFileSync(join(root, 'registry', name), 'utf8').match(/(["'`]).*bg-accent.*\1/g) ?? [],
    )
    expect(classLists.length).toBeGreaterThan(allItems.length)
    const pale = classLists.flatMap((list) =>
      [...list.matchAll(/([^\s"'`]*)bg-accent\b/g)].filter(
        ([, state]) => !list.includes(`${state}text-accent-foreground`),
      ),
    )
    expect(pale).toEqual([])
  })

  it('takes the colours of the other parts from the tokens as the guide does', () => {
    const [guide, example] = ['docs/design-systems.md', 'examples/shadcn/src/index.css'].map((path) =>
      readFileSync(join(root, path), 'utf8').match(/--coatcheck-[\w-]+: [^;]+;/g),
    )
    expect(guide).not.toBeNull()
    expect(example).toEqual(guide)
  })

  it('uploads through the panel, and shows the picture in the gallery', async () => {
    const { page } = await visits.open(built.url)
    const photo = await makePhoto('shadcn panel.jpg')
    await page.locator('section input[type=file]').first().setInputFiles(photo)
    const rows = rowsOf(page)
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    expect(visits.stored(photo.name)).toBeDefined()
    const picture = page.getByRole('region', { name: 'Gallery' }).getByRole('img', { name: photo.name })
    await expect.poll(() => picture.count()).toBe(1)
    // The classes take effect, and the sheet of the package stays below them.
    const radius = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).borderTopLeftRadius)
    expect(await radius('section')).toBe('14px')
    expect(await radius('.coatcheck-gallery-tile')).toBe('8px')
  })

  it('says in the panel why a file was not accepted, and takes the row away', async () => {
    const { page } = await visits.open(built.url)
    await page
      .locator('section input[type=file]')
      .first()
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') })
    const rows = page.getByRole('list', { name: 'Files that were not accepted' }).getByRole('listitem')
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([expect.stringMatching(/notes\.txt\s+This file type is not accepted/)])
    await page.getByRole('button', { name: 'Dismiss notes.txt' }).click()
    await expect.poll(() => rows.count()).toBe(0)
  })

  it('gathers the files that were not accepted for the same reason, and dismisses all of them at once', async () => {
    const { page } = await visits.open(built.url)
    const panel = page.locator('section').first()
    const notes = ['1.txt', '2.txt', '3.txt', '4.txt', '5.txt'].map(textFile)
    await panel.locator('input[type=file]').setInputFiles(notes)
    await panel.locator('input[type=file]').setInputFiles(makeTooLarge(app))
    const rows = panel.getByRole('list', { name: 'Files that were not accepted' }).getByRole('listitem')
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        expect.stringMatching(/1\.txt\s+2\.txt\s+3\.txt\s+and 2 more files\s+This file type is not accepted/),
        expect.stringContaining('large.jpg'),
        'Dismiss all',
      ])
    await rows.getByText('and 2 more files').click()
    await rows.getByText('5.txt').waitFor()
    await panel.getByRole('button', { name: 'Dismiss 5 files' }).click()
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining('large.jpg')])
    await panel.locator('input[type=file]').setInputFiles(notes)
    await press(panel.getByRole('button', { name: 'Dismiss all' }))
    await expect.poll(() => rows.count()).toBe(0)
    expect(await focusedName(page)).toBe(await panel.locator('[data-slot=upload-zone]').innerText())
  })

  it('leaves the rows that a form sends', async () => {
    const { page } = await visits.open(built.url)
    const panel = page.locator('form section')
    const photo = await makePhoto('shadcn document.jpg')
    await panel.locator('input[type=file]').setInputFiles(photo)
    const field = page.locator('input[name=documents]')
    await expect.poll(() => field.count()).toBe(1)
    await panel.getByText('1 of 1 file uploaded').waitFor()
    expect(await panel.getByRole('button', { name: 'Clear finished' }).count()).toBe(0)
    await panel.getByRole('button', { name: `Clear ${photo.name}` }).click()
    await expect.poll(() => field.count()).toBe(0)
  })

  it('says why a file was refused, and offers no retry that would be useless', async () => {
    const { page } = await visits.open(built.url, /403/)
    await page.route('**/api/rest/**', (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 403, json: {} }) : route.fallback(),
    )
    const panel = page.locator('section').first()
    await panel.locator('input[type=file]').setInputFiles(await makePhoto('shadcn refused.jpg'))
    await panel.getByText('1 failed, cannot be retried').waitFor()
    expect(await rowsOf(page).innerText()).toContain(
      'You do not have permission to upload here. Ask someone who can give you access.',
    )
    expect(await panel.getByRole('button', { name: /retry/i }).count()).toBe(0)
  })

  it('keeps the focus in the panel when rows and buttons disappear', async () => {
    const { page } = await visits.open(built.url)
    const panel = page.locator('section').first()
    const input = panel.locator('input[type=file]')
    const zone = panel.locator('[data-slot=upload-zone]')
    await input.setInputFiles(textFile('a.txt'))
    await input.setInputFiles(makeTooLarge(app))
    await press(panel.getByRole('button', { name: 'Dismiss a.txt' }))
    await expect.poll(() => focusedName(page)).toBe('Dismiss large.jpg')
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedName(page)).toBe(await zone.innerText())

    const photos = await Promise.all(['focus 1.jpg', 'focus 2.jpg', 'focus 3.jpg'].map((name) => makePhoto(name)))
    await input.setInputFiles(photos)
    await panel.getByText('3 of 3 files uploaded').waitFor()
    await press(panel.getByRole('button', { name: 'Clear focus 2.jpg' }))
    await expect.poll(() => focusedName(page)).toBe('Clear focus 3.jpg')
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedName(page)).toBe('Clear focus 1.jpg')
    await press(panel.getByRole('button', { name: 'Clear finished' }))
    await expect.poll(() => focusedName(page)).toBe(await zone.innerText())
  })

  it('keeps the focus on a button whose action changes', async () => {
    const { page } = await visits.open(built.url)
    await page.route('**/api/rest/**', async (route) => {
      if (route.request().method() === 'GET') await route.fallback()
    })
    const panel = page.locator('section').first()
    await panel.locator('input[type=file]').setInputFiles(await makePhoto('held.jpg'))
    await press(panel.getByRole('button', { name: 'Pause held.jpg' }))
    await expect.poll(() => focusedName(page)).toBe('Resume held.jpg')
    await press(panel.getByRole('button', { name: 'Cancel held.jpg' }))
    await expect.poll(() => focusedName(page)).toBe('Clear held.jpg')
    await press(panel.getByRole('button', { name: 'Retry held.jpg' }))
    await expect.poll(() => focusedName(page)).toBe('Pause held.jpg')
  })

  it.each(['light', 'dark'])('draws the zone with a border that is visible in the %s theme', async (theme) => {
    const { page } = await visits.open(built.url)
    await page.locator('html').evaluate((root, name) => root.classList.add(name), theme)
    const panel = page.locator('section').first()
    const zone = panel.locator('div:has(> [data-slot=upload-zone])')
    await expect.poll(() => measureContrast(zone, 'borderTopColor', panel)).toBeGreaterThan(3)
  })

  it.each(['light', 'dark'] as const)(
    'can be read whatever the accent is, under the pointer and under files (%s)',
    async (theme) => {
      const { page } = await visits.open(built.url)
      await setTheme(page, theme)
      const panel = page.locator('section').first()
      const gallery = await fill(page, ['accent.jpg'])
      const notes = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }
      await page
        .getByRole('group', { name: 'Profile photo' })
        .locator('input[type=file]')
        .setInputFiles(await makePhoto('accent avatar.jpg'))
      await page.getByRole('button', { name: 'Remove photo' }).waitFor()
      await page.getByLabel('Write a message').fill('Hello')
      await page.route('**/api/rest/**', async (route) => {
        if (route.request().method() === 'GET') await route.fallback()
      })
      await panel
        .locator('input[type=file]')
        .setInputFiles([notes, await makePhoto('accent held.jpg'), await makePhoto('accent cancelled.jpg')])
      await panel.getByRole('button', { name: 'Cancel accent cancelled.jpg' }).click()
      await panel.getByRole('button', { name: 'Retry accent cancelled.jpg' }).waitFor()
      await expectReadable(page.locator('main'))

      const zone = panel.locator('div:has(> [data-slot=upload-zone])')
      for (const [type, state] of [
        ['image/jpeg', 'accepted'],
        ['text/plain', 'rejected'],
      ] as const) {
        await dragOver(zone, type)
        await expect.poll(() => zone.getAttribute('data-over')).toBe(state)
        await expect.poll(() => findPale(zone)).toEqual([])
      }

      await gallery.getByRole('button', { name: 'Edit accent.jpg' }).first().click()
      await expectReadable(page.getByRole('dialog', { name: 'Edit details' }))
      await page.keyboard.press('Escape')
      await gallery.getByRole('button', { name: 'Delete accent.jpg' }).first().click()
      await expectReadable(page.locator('div:has(> output)').first())
    },
  )

  it('fills a zone that would refuse the files in another colour than one that would take them', async () => {
    const { page } = await visits.open(built.url)
    const zone = page.locator('section').first().locator('div:has(> [data-slot=upload-zone])')
    const readFill = (): Promise<string> => zone.evaluate((node) => getComputedStyle(node).backgroundColor)
    const idle = await readFill()
    await dragOver(zone, 'image/jpeg')
    await expect.poll(() => zone.getAttribute('data-over')).toBe('accepted')
    await expect.poll(readFill).not.toBe(idle)
    await zone.evaluate((node) => Promise.all(node.getAnimations().map(({ finished }) => finished)))
    const accepted = await readFill()
    await dragOver(zone, 'text/plain')
    await expect.poll(() => zone.getAttribute('data-over')).toBe('rejected')
    await zone.evaluate((node) => Promise.all(node.getAnimations().map(({ finished }) => finished)))
    expect([idle, accepted]).not.toContain(await readFill())
  })

  it('shows one ring around what has the focus', async () => {
    const { page } = await visits.open(built.url)
    const zone = page.locator('form section').locator('div:has(> [data-slot=upload-zone])')
    await zone.locator('[data-slot=upload-zone]').focus()
    await page.keyboard.press('Tab')
    await expect.poll(() => focusedName(page)).toBe('Choose a folder')
    expect(await hasRing(zone)).toBe(false)
    await page.keyboard.press('Shift+Tab')
    await expect.poll(() => hasRing(zone)).toBe(true)

    const composer = page.locator('form:has(textarea)')
    expect(await hasRing(composer)).toBe(false)
    await composer.locator('textarea').focus()
    await expect.poll(() => hasRing(composer)).toBe(true)
    await page.keyboard.press('Tab')
    await expect.poll(() => hasRing(composer)).toBe(false)
  })

  it('shows the whole status of a row where there is little room', async () => {
    const { page } = await visits.open(built.url)
    await page.setViewportSize({ width: 320, height: 640 })
    await page
      .locator('section input[type=file]')
      .first()
      .setInputFiles(await makePhoto('narrow.jpg'))
    await rowsOf(page).getByText('Uploaded').waitFor()
    const status = rowsOf(page).locator('p')
    await status.evaluate((node) => (node.textContent = '17 bytes · Wird abgeschlossen · gleich ist alles da'))
    expect(await status.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0)
  })

  it('gives what went wrong the whole width of the row', async () => {
    const { page } = await visits.open(built.url, /403/)
    await page.setViewportSize({ width: 360, height: 640 })
    // A word that no line has room for breaks, and the page stays as wide as the window.
    const error = { status: 403, message: 'unbroken'.repeat(12) }
    await page.route('**/api/rest/tickets*', (route) => route.fulfill({ status: 403, json: { error } }))
    await page
      .locator('section input[type=file]')
      .first()
      .setInputFiles(await makePhoto('narrow failure.jpg'))
    const row = rowsOf(page)
    const inner = await row.evaluate((node) => {
      const { paddingLeft, paddingRight } = getComputedStyle(node)
      return node.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    })
    const text = row.getByText('You do not have permission')
    await expect.poll(async () => (await text.boundingBox())?.width).toBe(inner)
    expect(await text.textContent()).toContain('unbrokenunbroken')
    expect(await text.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0)
  })

  it('asks for the required picture where it would be', async () => {
    const { page } = await visits.open(built.url)
    const field = page.getByRole('group', { name: 'Profile photo' })
    const picture = field.locator('span:has(> input)')
    await page.locator('form:has(fieldset)').evaluate((form: HTMLFormElement) => form.requestSubmit())
    const input = field.locator('input[type=file]')
    await expect.poll(() => input.evaluate((node) => node === document.activeElement)).toBe(true)
    expect(await input.boundingBox()).toEqual(await picture.boundingBox())
    expect(await hasRing(picture)).toBe(true)
  })

  it('shows in the avatar field what the server says', async () => {
    const { page } = await visits.open(built.url, /403/)
    await page.route('**/api/rest/**', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 403, json: { error: { message: 'Faces only.' } } })
        : route.fallback(),
    )
    const field = page.getByRole('group', { name: 'Profile photo' })
    await field.locator('input[type=file]').setInputFiles(await makePhoto('avatar refused.jpg'))
    await expect.poll(() => field.innerText()).toContain('The server says: Faces only.')
  })

  it('puts the id of the stored picture into the form of the avatar field', async () => {
    const { page } = await visits.open(built.url)
    const photo = await makePhoto('shadcn avatar.jpg')
    await page.getByRole('group', { name: 'Profile photo' }).locator('input[type=file]').setInputFiles(photo)
    const field = page.locator('input[name=avatar]')
    await expect.poll(() => field.count()).toBe(1)
    expect(await field.inputValue()).toBe(visits.stored(photo.name)?.id)
    await page.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => field.count()).toBe(0)
    await expect.poll(() => focusedName(page)).toBe('Choose a photo')
  })

  it('sends the earlier picture until a new one is stored', async () => {
    const { page } = await visits.open(built.url, /403/)
    const field = page.getByRole('group', { name: 'Profile photo' })
    const input = field.locator('input[type=file]')
    const value = page.locator('input[name=avatar]')
    await input.setInputFiles(await makePhoto('avatar one.jpg'))
    await expect.poll(() => value.count()).toBe(1)
    const first = visits.stored('avatar one.jpg')?.id
    await refuse(page, 'POST')
    await input.setInputFiles(await makePhoto('avatar two.jpg'))
    await field.getByText('You do not have permission to upload here.').waitFor()
    expect(await value.inputValue()).toBe(first)
    await field.getByRole('button', { name: 'Remove photo' }).click()
    await expect.poll(() => field.innerText()).not.toContain('permission')
    expect(await value.inputValue()).toBe(first)

    await page.unroute('**/api/rest/**')
    await input.setInputFiles(await makePhoto('avatar three.jpg'))
    await expect.poll(() => value.inputValue()).not.toBe(first)
    expect(await value.inputValue()).toBe(visits.stored('avatar three.jpg')?.id)
  })

  it('shows the placeholder for a picture that cannot be shown', async () => {
    const { page } = await visits.open(built.url)
    const field = page.getByRole('group', { name: 'Profile photo' })
    const broken = { name: 'broken.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ffd8ffe000104a46494600', 'hex') }
    await field.locator('input[type=file]').setInputFiles(broken)
    await expect.poll(() => page.locator('input[name=avatar]').count()).toBe(1)
    await expect.poll(() => field.locator('svg').count()).toBe(1)
    expect(await field.locator('img').count()).toBe(0)
  })

  it('sends a message with its attachment', async () => {
    const { page } = await visits.open(built.url)
    const photo = await makePhoto('shadcn message.jpg')
    await page.getByLabel('Write a message').fill('Look at this')
    await page.locator('form:has(textarea) input[type=file]').setInputFiles(photo)
    await page.getByRole('button', { name: 'Send' }).click()
    const messages = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
    await expect.poll(() => messages.allInnerTexts()).toEqual(['Look at this (1 attached)'])
    expect(visits.stored(photo.name)).toBeDefined()
    expect(await focusedName(page)).toBe('Send')
  })

  it('sends a message that has an attachment and no text, but none that is empty', async () => {
    const { page } = await visits.open(built.url)
    const send = page.getByRole('button', { name: 'Send' })
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await page.locator('form:has(textarea) input[type=file]').setInputFiles(await makePhoto('shadcn textless.jpg'))
    await expect.poll(() => send.getAttribute('aria-disabled')).toBe(null)
    await send.click()
    const messages = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
    await expect.poll(() => messages.allInnerTexts()).toEqual(['(1 attached)'])
    expect(await send.getAttribute('aria-disabled')).toBe('true')
  })

  it('keeps the attachments of a composer that leaves the page and comes back', async () => {
    const { page } = await visits.open(built.url)
    await page.locator('form:has(textarea) input[type=file]').setInputFiles(await makePhoto('shadcn kept.jpg'))
    await rowsOf(page).getByText('Uploaded').waitFor()
    await page.getByRole('button', { name: 'Close the message' }).click()
    await expect.poll(() => rowsOf(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Go on with the message' }).click()
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringContaining('shadcn kept.jpg')])
  })

  it('says that a message waits for its files', async () => {
    const { page } = await visits.open(built.url)
    const release = await holdWrites(page)
    const composer = page.locator('form:has(textarea)')
    const status = composer.getByRole('status')
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn awaited.jpg'))
    expect(await status.innerText()).toBe('')
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => status.innerText()).toBe('Waiting for the attachments…')
    release()
    await expect.poll(() => status.innerText()).toBe('')
    await expect.poll(() => rowsOf(page).count()).toBe(0)
  })

  it('does not wait for the other files while one has failed', async () => {
    const { page } = await visits.open(built.url, /403/)
    await refuse(page, 'POST')
    const composer = page.locator('form:has(textarea)')
    const input = composer.locator('input[type=file]')
    await input.setInputFiles(await makePhoto('shadcn failed.jpg'))
    await rowsOf(page).getByText('You do not have permission').waitFor()
    await page.unroute('**/api/rest/**')
    await holdWrites(page)
    await input.setInputFiles(await makePhoto('shadcn slow.jpg'))
    await composer.getByRole('button', { name: 'Pause shadcn slow.jpg' }).waitFor()
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect
      .poll(() => composer.getByRole('alert').allInnerTexts())
      .toEqual(['Not sent. Please clear: shadcn failed.jpg failed.'])
    expect(await composer.getByRole('status').innerText()).toBe('')
  })

  it('sends nothing when the composer has left the page before the files were stored', async () => {
    const { page } = await visits.open(built.url)
    const release = await holdWrites(page)
    const composer = page.locator('form:has(textarea)')
    const messages = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn left.jpg'))
    await page.getByLabel('Write a message').fill('Too early')
    await composer.getByRole('button', { name: 'Send' }).click()
    await reopenComposer(page)
    release()
    await rowsOf(page).getByText('Uploaded').waitFor()
    expect(await messages.count()).toBe(0)
    expect(await composer.getByRole('alert').count()).toBe(0)
    await page.getByLabel('Write a message').fill('Now')
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => messages.allInnerTexts()).toEqual(['Now (1 attached)'])
    await expect.poll(() => rowsOf(page).count()).toBe(0)
  })

  it('keeps what is attached while another message is on its way', async () => {
    const { page } = await visits.open(built.url)
    const composer = page.locator('form:has(textarea)')
    const messages = page.getByRole('list', { name: 'Messages' }).getByRole('listitem')
    const release = await holdMessages(page)
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn first.jpg'))
    await rowsOf(page).getByText('Uploaded').waitFor()
    await composer.getByRole('button', { name: 'Send' }).click()
    await reopenComposer(page)
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn second.jpg'))
    await expect.poll(() => rowsOf(page).getByText('Uploaded').count()).toBe(2)
    await release()
    await expect.poll(() => messages.allInnerTexts()).toEqual(['(1 attached)'])
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringContaining('shadcn second.jpg')])
  })

  it('sends no file a second time while its message is on its way', async () => {
    const { page } = await visits.open(built.url)
    const composer = page.locator('form:has(textarea)')
    const release = await holdMessages(page)
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn once.jpg'))
    await rowsOf(page).getByText('Uploaded').waitFor()
    await composer.getByRole('button', { name: 'Send' }).click()
    await reopenComposer(page)
    await page.getByLabel('Write a message').fill('By the way')
    await composer.getByRole('button', { name: 'Send' }).click()
    await release()
    await expect
      .poll(() => page.getByRole('list', { name: 'Messages' }).getByRole('listitem').allInnerTexts())
      .toEqual(['(1 attached)', 'By the way (0 attached)'])
    await expect.poll(() => rowsOf(page).count()).toBe(0)
  })

  it('says what to do with a file that is paused', async () => {
    const { page } = await visits.open(built.url)
    await page.route('**/api/rest/**', async (route) => {
      if (route.request().method() === 'GET') await route.fallback()
    })
    const composer = page.locator('form:has(textarea)')
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn paused.jpg'))
    await composer.getByRole('button', { name: 'Pause shadcn paused.jpg' }).click()
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect
      .poll(() => composer.getByRole('alert').allInnerTexts())
      .toEqual(['Not sent. Please resume or clear: shadcn paused.jpg paused.'])
  })

  it('says which file a message was not sent without, as long as that is so', async () => {
    const { page } = await visits.open(built.url, /403/)
    await refuse(page, 'POST')
    const composer = page.locator('form:has(textarea)')
    await composer.locator('input[type=file]').setInputFiles(await makePhoto('shadcn unsent.jpg'))
    await page.getByLabel('Write a message').fill('Look')
    await composer.getByRole('button', { name: 'Send' }).click()
    await expect
      .poll(() => composer.getByRole('alert').allInnerTexts())
      .toEqual(['Not sent. Please clear: shadcn unsent.jpg failed.'])
    await composer.getByRole('button', { name: 'Clear shadcn unsent.jpg' }).click()
    await expect.poll(() => composer.getByRole('alert').count()).toBe(0)
  })

  describe('the managed gallery', () => {
    it('deletes a file by keyboard, goes on to the next, and brings the file back', async () => {
      const { page } = await visits.open(built.url)
      const gallery = await fill(page, ['next.jpg', 'gone.jpg'])
      await gallery.getByRole('link', { name: 'Open gone.jpg' }).focus()
      await page.keyboard.press('Delete')
      await expect.poll(() => focusedName(page)).toBe('Open next.jpg')
      await page.getByText('gone.jpg deleted.').waitFor()
      await press(page.getByRole('button', { name: 'Undo' }))
      await expect.poll(() => focusedName(page)).toBe('Open gone.jpg')
      await page.keyboard.press('Delete')
      await expect.poll(() => focusedName(page)).toBe('Open next.jpg')
      await press(page.getByRole('button', { name: 'Undo' }))
      await expect.poll(() => focusedName(page)).toBe('Open gone.jpg')
      await press(gallery.getByRole('button', { name: 'Delete gone.jpg' }))
      await expect.poll(() => focusedName(page)).toBe('Delete next.jpg')
      await expect.poll(() => visits.stored('gone.jpg'), { timeout: 15_000 }).toBeUndefined()
    })

    it('shows a file in the lightbox, with what can be done with it', async () => {
      const { page } = await visits.open(built.url)
      const gallery = await fill(page, ['shown.jpg', 'first.jpg'])
      await press(gallery.getByRole('link', { name: 'Open first.jpg' }))
      const lightbox = page.getByRole('dialog', { name: 'Viewer' })
      await lightbox.waitFor()
      await press(lightbox.getByRole('button', { name: 'Delete first.jpg' }))
      await expect.poll(() => focusedName(page)).toBe('Delete shown.jpg')
      await lightbox.getByText('first.jpg deleted.').waitFor()
      await press(lightbox.getByRole('button', { name: 'Undo' }))
      // The focus has to stay in the dialog, or it would hear no keys.
      await expect.poll(() => lightbox.locator('button:focus').getAttribute('title')).toBe('Close')
      const download = page.waitForEvent('download')
      await lightbox.getByRole('button', { name: 'Download shown.jpg' }).click()
      expect((await download).suggestedFilename()).toBe('shown.jpg')
      await page.keyboard.press('Escape')
      await expect.poll(() => focusedName(page)).toBe('Open shown.jpg')
    })

    it('keeps its light text on dark in the lightbox, while the page is light', async () => {
      const { page } = await visits.open(built.url)
      const gallery = await fill(page, ['dark.jpg'])
      await gallery.getByRole('link', { name: 'Open dark.jpg' }).click()
      const close = page.getByRole('dialog', { name: 'Viewer' }).getByRole('button', { name: 'Close' })
      await close.hover()
      await expect
        .poll(() => close.evaluate((button) => getComputedStyle(button).backgroundColor))
        .not.toBe('rgba(0, 0, 0, 0)')
      await expect.poll(() => measureContrast(close, 'color', close)).toBeGreaterThan(4.5)
    })

    it('moves the focus from a message that was dismissed to the gallery', async () => {
      const { page } = await visits.open(built.url, /403/)
      const gallery = await fill(page, ['kept.jpg'])
      await refuse(page, 'DELETE')
      await gallery.getByRole('button', { name: 'Delete kept.jpg' }).click()
      await page.getByText('kept.jpg not deleted').waitFor()
      await press(page.getByRole('button', { name: 'Dismiss' }))
      await expect.poll(() => focusedName(page)).toBe('Files')
    })

    it('moves a file by keyboard, says where it is, and puts it back if the order is not kept', async () => {
      const { page } = await visits.open(`${built.url}/?order`, /500/)
      const orders: unknown[] = []
      await page.route('**/api/order', async (route) => {
        orders.push(route.request().postDataJSON())
        await route.fulfill({ status: orders.length === 1 ? 204 : 500 })
      })
      const gallery = await fill(page, ['last.jpg', 'moved.jpg'])
      const firstTwo = (): Promise<string[]> =>
        gallery
          .getByRole('button', { name: /^Move/ })
          .evaluateAll((handles) => handles.slice(0, 2).map((handle) => handle.getAttribute('aria-label') ?? ''))
      expect(await firstTwo()).toEqual(['Move moved.jpg', 'Move last.jpg'])
      const handle = gallery.getByRole('button', { name: 'Move moved.jpg' })
      await handle.focus()
      await page.keyboard.press('Space')
      await page.getByText(/moved\.jpg.* 1 of/).waitFor({ state: 'attached' })
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Space')
      await expect.poll(firstTwo).toEqual(['Move last.jpg', 'Move moved.jpg'])
      const [lastId, movedId] = [visits.stored('last.jpg')?.id, visits.stored('moved.jpg')?.id]
      await expect.poll(() => orders).toEqual([{ ids: expect.arrayContaining([lastId, movedId]) as unknown }])
      expect((orders[0] as { ids: string[] }).ids.slice(0, 2)).toEqual([lastId, movedId])

      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Space')
      await expect.poll(() => orders).toHaveLength(2)
      await expect.poll(firstTwo).toEqual(['Move last.jpg', 'Move moved.jpg'])
      await page.getByText('The new order could not be saved.').waitFor()
    })

    it('shows every button of a tile that is narrower than all of them', async () => {
      const { page } = await visits.open(built.url)
      await page.setViewportSize({ width: 360, height: 740 })
      await page.addStyleTag({ content: ':root { --coatcheck-gallery-tile-size: 5rem }' })
      const gallery = await fill(page, ['small.jpg'])
      const tile = gallery.locator('.coatcheck-gallery-tile').first()
      const outer = (await tile.boundingBox())!
      const boxes = await Promise.all((await tile.getByRole('button').all()).map((button) => button.boundingBox()))
      expect(outer.width).toBeLessThan(boxes.reduce((sum, box) => sum + box!.width, 0) + 16)
      for (const box of boxes) {
        expect(box!.x).toBeGreaterThan(outer.x)
        expect(box!.x + box!.width).toBeLessThan(outer.x + outer.width)
        expect(box!.y + box!.height).toBeLessThan(outer.y + outer.height)
      }
    })

    it('saves a change once, however often Save is pressed', async () => {
      const { page } = await visits.open(built.url)
      const gallery = await fill(page, ['double.jpg'])
      let calls = 0
      let answer = (): void => undefined
      const answered = new Promise<void>((resolve) => (answer = resolve))
      await page.route('**/api/rest/**', async (route) => {
        if (route.request().method() === 'PATCH') {
          calls += 1
          await answered
        }
        await route.fallback()
      })
      await press(gallery.getByRole('button', { name: 'Edit double.jpg' }))
      const dialog = page.getByRole('dialog', { name: 'Edit details' })
      await dialog.getByLabel('Name').fill('single.jpg')
      const button = dialog.getByRole('button', { name: 'Save' })
      await button.dblclick()
      await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true')
      await dialog.getByLabel('Name').press('Enter')
      answer()
      await dialog.waitFor({ state: 'hidden' })
      await gallery.getByRole('link', { name: 'Open single.jpg' }).waitFor()
      expect(calls).toBe(1)
    })

    it('edits the name and the text of a file, and keeps what was typed until it is saved', async () => {
      const { page } = await visits.open(built.url, /403/)
      const gallery = await fill(page, ['before.jpg'])
      await press(gallery.getByRole('button', { name: 'Edit before.jpg' }))
      const dialog = page.getByRole('dialog', { name: 'Edit details' })
      await dialog.getByLabel('Name').fill('after.jpg')
      await dialog.getByLabel('Alternative text').fill('A lake at dusk')
      await page.route('**/api/rest/**', (route) =>
        route.request().method() === 'PATCH' ? route.fulfill({ status: 403, json: {} }) : route.fallback(),
      )
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.getByText('before.jpg not changed: You do not have permission to do this.').waitFor()
      await page.unroute('**/api/rest/**')
      await press(dialog.getByRole('button', { name: 'Save' }))
      await expect.poll(() => focusedName(page)).toBe('Edit after.jpg')
      await gallery.getByRole('link', { name: 'Open A lake at dusk' }).waitFor()
      expect(visits.stored('after.jpg')).toBeDefined()
    })

    it('selects several files, and deletes them and brings them back together', async () => {
      const { page } = await visits.open(built.url, /403/)
      const gallery = await fill(page, ['not chosen.jpg', 'chosen 2.jpg', 'chosen 1.jpg'])
      const bar = page.getByRole('region', { name: 'Selection' })
      await gallery.getByRole('checkbox', { name: 'Select chosen 1.jpg' }).check()
      await gallery.getByRole('link', { name: 'Open chosen 2.jpg' }).click({ modifiers: ['Control'] })
      await bar.getByText('2 selected').waitFor()
      await refuse(page, 'DELETE')
      await gallery.getByRole('button', { name: 'Delete not chosen.jpg' }).click()
      await page.getByText('not chosen.jpg not deleted').waitFor()
      await page.unroute('**/api/rest/**')
      await press(bar.getByRole('button', { name: 'Delete' }))
      await page.getByText('2 files deleted.').waitFor()
      expect(await focusedName(page)).toBe('Delete')
      await expect.poll(() => gallery.getByRole('link', { name: /Open chosen/ }).count()).toBe(0)
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => gallery.getByRole('link', { name: /Open chosen/ }).count()).toBe(2)
    })

    it('selects by keyboard, and deletes the whole selection with the Delete key on one of its files', async () => {
      const { page } = await visits.open(built.url)
      const gallery = await fill(page, ['key 3.jpg', 'key 2.jpg', 'key 1.jpg'])
      const bar = page.getByRole('region', { name: 'Selection' })
      await gallery.getByRole('link', { name: 'Open key 1.jpg' }).focus()
      await page.keyboard.press('Space')
      await bar.getByText('1 selected').waitFor()
      await page.keyboard.press('Shift+ArrowRight')
      await bar.getByText('2 selected').waitFor()
      await expect.poll(() => focusedName(page)).toBe('Open key 2.jpg')
      await page.keyboard.press('Escape')
      await expect.poll(() => bar.getByRole('status').innerText()).toBe('')
      await page.keyboard.press('Control+A')
      await bar.getByText(`${await gallery.getByRole('checkbox').count()} selected`).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Space')
      await page.keyboard.press('Shift+ArrowLeft')
      await expect.poll(() => focusedName(page)).toBe('Open key 1.jpg')
      await page.keyboard.press('Delete')
      await page.getByText('2 files deleted.').waitFor()
      await expect.poll(() => gallery.getByRole('link', { name: /Open key/ }).count()).toBe(1)
    })

    it('leaves a button without effect as it is under the pointer', async () => {
      const { page } = await visits.open(built.url)
      await setTheme(page, 'light')
      const bar = page.getByRole('region', { name: 'Selection' })
      const readFill = (name: string): Promise<string> =>
        bar.getByRole('button', { name, exact: true }).evaluate((node) => getComputedStyle(node).backgroundColor)
      const idle = await readFill('Delete')
      await bar.getByRole('button', { name: 'Select', exact: true }).hover()
      expect(await readFill('Select')).not.toBe(idle)
      await bar.getByRole('button', { name: 'Delete' }).hover()
      expect(await readFill('Delete')).toBe(idle)
    })
  })
})

describe('a component library over the hooks', () => {
  let app: FreshApp
  let built: Served

  beforeAll(async () => {
    app = await visits.createApp('examples/design-systems')
    await app.run('vite', ['build'])
    built = await visits.serveVite(app, 'preview')
  })

  it('type-checks under strict settings', async () => {
    await expect(app.run('tsc')).resolves.toBe('')
  })

  it.each(['mui', 'mantine'])('uploads, and says what was not accepted (%s)', async (name) => {
    const { page } = await visits.open(`${built.url}/${name}/`)
    const photo = await makePhoto(`${name}.jpg`)
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') }
    await page.locator('input[type=file]').setInputFiles([photo, notes])
    const rows = rowsOf(page)
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    await expect
      .poll(() => page.getByRole('alert').innerText())
      .toMatch(/notes\.txt[:\s]+This file type is not accepted/)
    expect(visits.stored(photo.name)).toBeDefined()
  })
})
