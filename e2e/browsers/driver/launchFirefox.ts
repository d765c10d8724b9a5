import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requireProgram } from '../../../scripts/otherBrowsers.ts'
import { BidiConnection } from './BidiConnection.ts'
import type { BrowserDriver, Json } from './browserDriver.ts'
import { clickActions, keyActions } from './inputActions.ts'
import { createHome, startProgram, waitForWords } from './startProgram.ts'

interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly text: string | null
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } }

/** Drives Firefox over WebDriver BiDi, which every Firefox supports; Playwright needs a special build. */
export async function launchFirefox(): Promise<BrowserDriver> {
  const path = requireProgram('firefox')
  const home = await createHome()
  await writeFile(join(home.path, 'user.js'), 'user_pref("remote.active-protocols", 1);\n')
  const args = ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', home.path, 'about:blank']
  const firefox = startProgram(path, args, { env: { HOME: home.path } })
  const [, url = ''] = await waitForWords(firefox, /WebDriver BiDi listening on (ws:\S+)/)

  const complaints: string[] = []
  const bidi = await BidiConnection.open(`${url}/session`, (method, params) => {
    const { level, text } = params as LogEntry
    if (method === 'log.entryAdded' && (level === 'warn' || level === 'error')) complaints.push(text ?? '')
  })
  await bidi.send('session.new', {
    capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'accept', beforeUnload: 'accept' } } },
  })
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] })
  const tree = await bidi.send<{ readonly contexts: readonly { readonly context: string }[] }>(
    'browsingContext.getTree',
  )
  const context = tree.contexts[0]?.context

  return {
    name: 'firefox',
    keepsFiles: true,
    goto: async (address) => {
      complaints.length = 0
      await bidi.send('browsingContext.navigate', { context, url: address, wait: 'complete' })
    },
    reload: async () => {
      complaints.length = 0
      await bidi.send('browsingContext.reload', { context, wait: 'complete' })
    },
    evaluate: async <TResult extends Json | void>(run: (...args: never) => unknown, ...args: readonly Json[]) => {
      const evaluated = await bidi.send<Evaluated>('script.callFunction', {
        functionDeclaration: `async (args) => JSON.stringify({ value: await (${String(run)})(...JSON.parse(args)) })`,
        arguments: [{ type: 'string', value: JSON.stringify(args) }],
        awaitPromise: true,
        target: { context },
      })
      if (evaluated.type === 'exception') throw new Error(evaluated.exceptionDetails.text)
      return (JSON.parse(evaluated.result.value) as { readonly value: TResult }).value
    },
    chooseFiles: async (selector, ...paths) => {
      const { nodes } = await bidi.send<{ readonly nodes: readonly { readonly sharedId: string }[] }>(
        'browsingContext.locateNodes',
        { context, locator: { type: 'css', value: selector } },
      )
      await bidi.send('input.setFiles', { context, element: { sharedId: nodes[0]?.sharedId }, files: paths })
    },
    click: async (x, y) => void (await bidi.send('input.performActions', { context, actions: clickActions(x, y) })),
    press: async (key, held) =>
      void (await bidi.send('input.performActions', { context, actions: keyActions(key, held) })),
    complaints: async () => [...complaints],
    close: async () => {
      bidi.close()
      await firefox.stop()
      await home.remove()
    },
  }
}
