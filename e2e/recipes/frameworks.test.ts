import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFreshApp, type FreshApp } from '../consumers/freshApp.ts'
import { asPromised, playQuickStart } from '../consumers/playQuickStart.ts'
import { serve, type Served } from '../consumers/serve.ts'
import { variablesFor } from '../consumers/variablesFor.ts'
import { launchChromium } from '../consumers/visit.ts'
import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'

let storage: Storage
let browser: Browser

beforeAll(async () => {
  ;[storage, browser] = await Promise.all([openStorage({ require: 'program' }), launchChromium()])
})

afterAll(async () => {
  await browser?.close()
  await storage?.stop()
})

describe.each([
  ['react-router', 'react-router-serve', './build/server/index.js'],
  ['tanstack-start', 'node', 'server.js'],
  ['astro', 'node', './dist/server/entry.mjs'],
])('the page and the server of %s', (name, command, server) => {
  let app: FreshApp

  beforeAll(async () => {
    app = await createFreshApp(`examples/${name}`)
    await app.run('npm', ['run', 'build'])
  })

  afterAll(() => app?.remove())

  it('store a photo for its user and for nobody else, and keep it', async () => {
    const start = (): Promise<Served> => serve(app, command, [server], variablesFor(storage))
    expect(await playQuickStart(browser, '/', start)).toEqual(asPromised)
  })
})
