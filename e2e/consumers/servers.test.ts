import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { asPromised, playQuickStart } from './playQuickStart.ts'
import { serve, type Served } from './serve.ts'
import { variablesFor } from './variablesFor.ts'
import { launchChromium } from './visit.ts'

let storage: Storage
let browser: Browser

beforeAll(async () => {
  ;[storage, browser] = await Promise.all([openStorage({ require: 'program' }), launchChromium()])
})

afterAll(async () => {
  await browser?.close()
  await storage?.stop()
})

describe.each(['hono', 'express'])('the server of the README with %s', (name) => {
  let app: FreshApp

  beforeAll(async () => {
    app = await createFreshApp(`examples/server-${name}`)
    await app.run('npm', ['run', 'build'])
  })

  afterAll(() => app?.remove())

  it('serves the quick start in a fresh app, and keeps its files', async () => {
    const start = (): Promise<Served> => serve(app, 'tsx', ['server.ts'], variablesFor(storage))
    expect(await playQuickStart(browser, '/', start)).toEqual(asPromised)
  })
})
