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

/** Uploads a picture, and returns the URL of the worker. */
async function upload(url: string): Promise<readonly string[]> {
  const { page, workerUrls } = await visit(browser, url)
  onTestFinished(() => page.close())
  await page.locator('input[type=file]').setInputFiles(await makePhoto('harbour.jpg'))
  await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
  return workerUrls
}

it.each([
  ['webpack', 'webpack --mode production --entry ./main.js --output-path dist', /^http/],
  ['esbuild', 'esbuild main.js --bundle --minify --format=esm --splitting --outdir=dist', /^blob:/],
  // What Rails and Phoenix do unless they are told otherwise. It starts modules in an order of its own.
  ['esbuild, without chunks', 'esbuild main.js --bundle --minify --format=esm --outdir=dist', /^blob:/],
  ['Vite', 'vite build', /^http/],
])('inspects in a worker when built with %s', async (_, build, workerUrl) => {
  const pages = join(app.folder, 'dist')
  rmSync(pages, { recursive: true, force: true })
  const [bundler = '', ...args] = build.split(' ')
  await app.run(bundler, args)
  if (bundler !== 'vite') copyFileSync(join(app.folder, 'index.html'), join(pages, 'index.html'))
  const stack = await startTestStack({ pages })
  onTestFinished(() => stack.stop())

  const workerUrls = await upload(`${stack.url}/index.html`)

  expect(workerUrls.at(-1)).toMatch(workerUrl)
})

it("inspects in a blob worker in the dev server of Vite 7, which loses the worker's file", async () => {
  const stack = await startTestStack()
  onTestFinished(() => stack.stop())
  const served = await serve(app, 'vite', ['dev', '--host', '127.0.0.1'], { API_URL: stack.url })
  onTestFinished(served.stop)

  expect((await upload(served.url)).at(-1)).toMatch(/^blob:/)
})
