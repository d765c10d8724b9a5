import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { FreshApp } from './freshApp.ts'
import { serveSite } from './matrix/serveSite.ts'
import { makePhoto } from './pictures.ts'
import { prepareVisits } from './prepareVisits.ts'
import { rowsOf } from './visit.ts'

const visits = prepareVisits()
let app: FreshApp

beforeAll(async () => {
  app = await visits.createApp('e2e/consumers/bundlers')
})

interface Workers {
  readonly preparing: string | undefined
  readonly inspecting: string | undefined
}

/** Uploads a picture that the page makes smaller, and returns the URLs of the workers. */
async function upload(url: string, mayLog?: RegExp): Promise<Workers> {
  const { page, workerUrls, findPreparingWorkers } = await visits.open(url, mayLog)
  await page.locator('input[type=file]').setInputFiles(await makePhoto('harbour.jpg'))
  await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
  const preparing = await findPreparingWorkers()
  const inspecting = workerUrls.filter((workerUrl) => !preparing.includes(workerUrl))
  return { preparing: preparing.at(-1), inspecting: inspecting.at(-1) }
}

/** What a page says that does not find the file of a worker. */
const withoutFile = /404|504|no Web Worker/

interface Case {
  readonly name: string
  readonly build: string
  readonly workerUrl: RegExp
  readonly mayLog?: RegExp
}

describe.each<Case>([
  {
    name: 'webpack',
    build: 'webpack --mode production --entry ./main.js --output-path dist',
    workerUrl: /^http/,
  },
  {
    name: 'esbuild',
    build: 'esbuild main.js --bundle --minify --format=esm --splitting --outdir=dist',
    workerUrl: /^blob:/,
    mayLog: withoutFile,
  },
  {
    // What Rails and Phoenix do unless they are told otherwise. It starts modules in an order of its own.
    name: 'esbuild, without chunks',
    build: 'esbuild main.js --bundle --minify --format=esm --outdir=dist',
    workerUrl: /^blob:/,
    mayLog: withoutFile,
  },
  { name: 'Vite', build: 'vite build', workerUrl: /^http/ },
])('an app that is built with $name', ({ build, workerUrl, mayLog }) => {
  let pages: string

  beforeAll(async () => {
    pages = join(app.folder, 'dist')
    rmSync(pages, { recursive: true, force: true })
    const [bundler = '', ...args] = build.split(' ')
    await app.run(bundler, args)
    if (bundler !== 'vite') copyFileSync(join(app.folder, 'index.html'), join(pages, 'index.html'))
  })

  it('prepares and inspects in workers', async () => {
    const site = await serveSite({ folder: pages, apiUrl: visits.stack.url })
    onTestFinished(site.stop)

    const { preparing, inspecting } = await upload(site.url, mayLog)

    expect(preparing).toMatch(workerUrl)
    expect(inspecting).toMatch(workerUrl)
  })
})

it("prepares and inspects in blob workers in the dev server of Vite 7, which loses the workers' files", async () => {
  const { url } = await visits.serveVite(app, 'dev')

  const { preparing, inspecting } = await upload(url, withoutFile)

  expect(preparing).toMatch(/^blob:/)
  expect(inspecting).toMatch(/^blob:/)
})
