import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { startTestStack, type TestStack } from '../server/forTests.ts'
import { createFreshApp, type App, type FreshApp } from './freshApp.ts'
import { serve, type Served } from './serve.ts'
import { variablesFor } from './variablesFor.ts'
import { launchChromium, visit, type Visit } from './visit.ts'

type Variables = Readonly<Record<string, string>>

/** What the tests of a file use apps with. What a test has started or opened ends with it, everything else with the file. */
export interface Visits {
  readonly browser: Browser
  /** The reference server and its storage. */
  readonly stack: TestStack
  /** What the example apps read: the API and, for servers of their own, the storage. */
  readonly env: Variables
  /** Makes an app with the packed package. */
  createApp(template: string): Promise<FreshApp>
  /** Starts a server of the app. `env` replaces some of the variables. */
  serve(app: App, command: string, args: readonly string[], env?: Variables): Promise<Served>
  serveVite(app: App, command: 'dev' | 'preview', env?: Variables): Promise<Served>
  /** Opens a page. The test fails if the page logs an error or a warning that does not match `mayLog`. */
  open(url: string, mayLog?: RegExp): Promise<Visit>
  /** The record of the file that was uploaded under this name. */
  stored(name: string): ReturnType<TestStack['server']['records']['files']>[number] | undefined
}

/** Has the reference server and a browser for the tests of a file. */
export function prepareVisits(): Visits {
  let browser: Browser
  let stack: TestStack
  const file = new AsyncDisposableStack()
  let test: AsyncDisposableStack | null = null
  const logged: string[] = []
  const endLater = (end: () => unknown): void => (test ?? file).defer(async () => void (await end()))

  beforeAll(async () => {
    stack = await startTestStack()
    endLater(() => stack.stop())
    browser = await launchChromium()
    endLater(() => browser.close())
  })
  beforeEach(() => void (test = new AsyncDisposableStack()))
  afterEach(async () => {
    await test?.disposeAsync()
    test = null
    expect(logged.splice(0), 'what the pages have logged').toEqual([])
  })
  afterAll(() => file.disposeAsync())

  const visits: Visits = {
    get browser() {
      return browser
    },
    get stack() {
      return stack
    },
    get env() {
      return { API_URL: stack.url, ...variablesFor(stack.storage) }
    },
    async createApp(template) {
      const app = await createFreshApp(template)
      endLater(() => app.remove())
      return app
    },
    async serve(app, command, args, env) {
      const served = await serve(app, command, args, { ...visits.env, ...env })
      endLater(served.stop)
      return served
    },
    serveVite: (app, command, env) =>
      visits.serve(app, 'vite', [command, '--host', '127.0.0.1', ...bypassLock(app)], env),
    async open(url, mayLog) {
      const opened = await visit(browser, url)
      endLater(async () => {
        logged.push(...opened.problems.filter((line) => !mayLog?.test(line)))
        await opened.page.close()
      })
      return opened
    },
    stored: (name) => stack.server.records.files().find((file) => file.name === name),
  }
  return visits
}

/** From 8.4 on, Vite does not serve an app twice at the same time. Tests do, with another API behind it. */
function bypassLock({ folder }: App): readonly string[] {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/vite/package.json'), 'utf8')) as {
    readonly version: string
  }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 8 || (major === 8 && minor >= 4) ? ['--bypass-lock'] : []
}
