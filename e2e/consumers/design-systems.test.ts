import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../storage/listen.ts'
import type { FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { prepareVisits } from './prepareVisits.ts'
import type { Served } from './serve.ts'
import { rowsOf } from './visit.ts'

const visits = prepareVisits()

const root = resolve(import.meta.dirname, '../..')
const items = ['upload-panel', 'avatar-field', 'upload-composer', 'upload-gallery']
const files = [...items, 'upload-list', 'upload-dropzone']

/** What `shadcn init` writes. An app that names a base color makes the command ask shadcn's own registry for it. */
const components = {
  style: 'new-york',
  rsc: false,
  tsx: true,
  tailwind: { config: '', css: 'src/index.css', baseColor: '', cssVariables: true },
  aliases: { components: '@/components', utils: '@/lib/utils', ui: '@/components/ui', lib: '@/lib', hooks: '@/hooks' },
}

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

describe('the shadcn registry in a fresh app', () => {
  let app: FreshApp
  let built: Served

  beforeAll(async () => {
    app = await visits.createApp('examples/shadcn')
    cpSync(join(root, 'registry'), join(app.folder, 'registry'), { recursive: true })
    await app.run('shadcn', ['build', 'registry.json', '--cwd', 'registry', '--output', 'built'])
    const registry = await startRegistry(join(app.folder, 'registry/built'))
    writeFileSync(join(app.folder, 'components.json'), JSON.stringify(components))
    await app.run('shadcn', ['add', '--yes', ...items.map((name) => `${registry.url}/${name}.json`)])
    registry.stop()
    await app.run('vite', ['build'])
    built = await visits.serveVite(app, 'preview')
  })

  it('contains what the shadcn command builds from its sources', () => {
    for (const name of files) {
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
    for (const name of files) {
      const [own, added] = ['registry', 'src/components'].map((folder) =>
        // The command leaves the directive out of some files of apps without server components.
        readFileSync(join(app.folder, folder, `${name}.tsx`), 'utf8').replace("'use client'\n\n", ''),
      )
      expect(added).toBe(own)
    }
    await expect(app.run('tsc')).resolves.toBe('')
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

  it('puts the id of the stored picture into the form of the avatar field', async () => {
    const { page } = await visits.open(built.url)
    const photo = await makePhoto('shadcn avatar.jpg')
    await page.getByRole('group', { name: 'Profile photo' }).locator('input[type=file]').setInputFiles(photo)
    const field = page.locator('input[name=avatar]')
    await expect.poll(() => field.count()).toBe(1)
    expect(await field.inputValue()).toBe(visits.stored(photo.name)?.id)
    await page.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(() => field.count()).toBe(0)
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
