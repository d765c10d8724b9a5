import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startTestStack } from '../server/forTests.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { makePhoto } from './pictures.ts'
import { serve } from './serve.ts'
import { launchChromium, rowsOf, visit } from './visit.ts'

let app: FreshApp
let browser: Browser

beforeAll(async () => {
  ;[app, browser] = await Promise.all([createFreshApp('e2e/consumers/bundlers'), launchChromium()])
})

afterAll(async () => {
  await browser?.close()
  app?.remove()
})

interface Workers {
  readonly preparing: string | undefined
  readonly inspecting: string | undefined
}

/** Uploads a picture that the page makes smaller, and returns the URLs of the workers. */
async function upload(url: string): Promise<Workers> {
  const { page, workerUrls, findPreparingWorkers } = await visit(browser, url)
  onTestFinished(() => page.close())
  await page.locator('input[type=file]').setInputFiles(await makePhoto('harbour.jpg'))
  await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
  const preparing = await findPreparingWorkers()
  const inspecting = workerUrls.filter((workerUrl) => !preparing.includes(workerUrl))
  return { preparing: preparing.at(-1), inspecting: inspecting.at(-1) }
}

it.each([
  ['webpack', 'webpack --mode production --entry ./main.js --output-path dist', /^http/],
  ['esbuild', 'esbuild main.js --bundle --minify --format=esm --splitting --outdir=dist', /^blob:/],
  // What Rails and Phoenix do unless they are told otherwise. It starts modules in an order of its own.
  ['esbuild, without chunks', 'esbuild main.js --bundle --minify --format=esm --outdir=dist', /^blob:/],
  ['Vite', 'vite build', /^http/],
])('prepares and inspects in workers when built with %s', async (_, build, workerUrl) => {
  const pages = join(app.folder, 'dist')
  rmSync(pages, { recursive: true, force: true })
  const [bundler = '', ...args] = build.split(' ')
  await app.run(bundler, args)
  if (bundler !== 'vite') copyFileSync(join(app.folder, 'index.html'), join(pages, 'index.html'))
  const stack = await startTestStack({ pages })
  onTestFinished(() => stack.stop())

  const { preparing, inspecting } = await upload(`${stack.url}/index.html`)

  expect(preparing).toMatch(workerUrl)
  expect(inspecting).toMatch(workerUrl)
})

it("prepares and inspects in blob workers in the dev server of Vite 7, which loses the workers' files", async () => {
  const stack = await startTestStack()
  onTestFinished(() => stack.stop())
  const served = await serve(app, 'vite', ['dev', '--host', '127.0.0.1'], { API_URL: stack.url })
  onTestFinished(served.stop)

  const { preparing, inspecting } = await upload(served.url)

  expect(preparing).toMatch(/^blob:/)
  expect(inspecting).toMatch(/^blob:/)
})
