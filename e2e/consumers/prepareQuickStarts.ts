import type { Browser } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'
import { createFreshApp, type FreshApp } from './freshApp.ts'
import { type Played, playQuickStart } from './playQuickStart.ts'
import { serve } from './serve.ts'
import { variablesFor } from './variablesFor.ts'
import { launchChromium } from './visit.ts'

/** Plays the quick start on an app whose page and server this command starts. */
type Play = (command: string, ...args: readonly string[]) => Promise<Played>

/** Has a storage and a browser for the tests of a file. The function that it returns builds an app for those of a block. */
export function prepareQuickStarts(): (template: string) => Play {
  let storage: Storage
  let browser: Browser

  beforeAll(async () => {
    ;[storage, browser] = await Promise.all([openStorage({ require: 'program' }), launchChromium()])
  })

  afterAll(async () => {
    await browser?.close()
    await storage?.stop()
  })

  return (template) => {
    let app: FreshApp

    beforeAll(async () => {
      app = await createFreshApp(template)
      await app.run('npm', ['run', 'build'])
    })

    afterAll(() => app?.remove())

    return (command, ...args) => playQuickStart(browser, '/', () => serve(app, command, args, variablesFor(storage)))
  }
}
