import { requireProgram } from '../../../scripts/otherBrowsers.ts'
import { findPort } from '../../storage/listen.ts'
import type { BrowserDriver, Json } from './browserDriver.ts'
import { clickActions, keyActions } from './inputActions.ts'
import { createHome, type RunningProgram, startProgram, waitForWords } from './startProgram.ts'
import { watchComplaints } from './watchComplaints.ts'
import { WebDriverSession } from './WebDriverSession.ts'

const longestScriptMs = 60_000
const longestStartMs = 20_000

/**
 * Drives WebKitGTK over WebDriver, on a virtual screen because it has no headless mode. Complaints during page load are
 * missed, because nothing can run before the page's own scripts.
 */
export async function launchWebKit(): Promise<BrowserDriver> {
  const binary = requireProgram('webkitBrowser')
  const driverPath = requireProgram('webkitDriver')
  const xvfbPath = requireProgram('xvfb')
  const home = await createHome()
  const screen = startProgram(xvfbPath, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [, display = ''] = await waitForWords(screen, /^(\d+)\n/m)
  const { driver, url } = await startDriver(driverPath, {
    DISPLAY: `:${display}`,
    HOME: home.path,
    XDG_RUNTIME_DIR: home.path,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    // The sandbox needs namespaces that root may not create here.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    no_proxy: '*',
  })
  const session = await WebDriverSession.open(url, {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  })
  await session.post('/timeouts', { script: longestScriptMs })

  const evaluate = async <TResult extends Json | void>(
    run: (...args: never) => unknown,
    ...args: readonly Json[]
  ): Promise<TResult> => {
    const answer = (await session.post('/execute/async', {
      script: `const [args, done] = arguments
        Promise.resolve().then(() => (${String(run)})(...JSON.parse(args)))
          .then((value) => done(JSON.stringify({ value })), (error) => done(JSON.stringify({ error: String(error) })))`,
      args: [JSON.stringify(args)],
    })) as string
    const { value, error }: { readonly value: TResult; readonly error?: string } = JSON.parse(answer)
    if (error !== undefined) throw new Error(error)
    return value
  }

  return {
    name: 'webkit',
    keepsFiles: false,
    goto: async (address) => {
      await session.post('/url', { url: address })
      await evaluate(watchComplaints)
    },
    reload: async () => {
      await session.post('/refresh', {})
      await evaluate(watchComplaints)
    },
    evaluate,
    chooseFiles: async (selector, ...paths) => {
      const found = await session.post('/element', { using: 'css selector', value: selector })
      const [id] = Object.values(found as Readonly<Record<string, string>>)
      await session.post(`/element/${id}/value`, { text: paths.join('\n') })
    },
    click: async (x, y) => void (await session.post('/actions', { actions: clickActions(x, y) })),
    press: async (key, held) => void (await session.post('/actions', { actions: keyActions(key, held) })),
    complaints: () => evaluate(() => window.complaints ?? []),
    close: async () => {
      await session.close()
      await driver.stop()
      await screen.stop()
      await home.remove()
    },
  }
}

async function startDriver(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly driver: RunningProgram; readonly url: string }> {
  const port = await findPort()
  const url = `http://127.0.0.1:${port}`
  const driver = startProgram(path, [`--port=${port}`], { env, stdio: 'ignore' })
  // The driver prints nothing when it is ready.
  const deadline = Date.now() + longestStartMs
  while (
    !(await fetch(`${url}/status`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error(`${path} did not answer in time.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { driver, url }
}
