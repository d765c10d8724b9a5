import { type BrowserContext, type ConsoleMessage, expect, type Page } from '@playwright/test'

/** Records what pages log, and searches what they store. */
export interface Witness {
  /** Uncaught errors, and errors and warnings on the console, except the browser's own lines about failed requests. */
  readonly complaints: readonly string[]
  /** For tests in which the browser blocks something: it will log lines that contain the whole URL. */
  expectRefusals(): void
  /** For tests of a failure that coatcheck reports to developers: matching lines are no complaints. */
  expectReport(line: RegExp): void
  /** Fails if one of the secrets is found anywhere on the pages. */
  expectNowhere(secrets: readonly string[]): Promise<void>
}

/** Chromium's line about an answer of 400 or above, or a lost connection. */
const browsersOwn = /^Failed to load resource/

/** Its lines about CORS and content policies, which no page can prevent, and coatcheck's warning about the latter. */
const refusals =
  /^(Access to (XMLHttpRequest|fetch) at |Fetch API cannot load |Connecting to |Loading the image |Creating a worker from |Refused to |Loading the script |coatcheck: no Web Worker |This document requires 'Trusted)|violates the following/

export function createWitness(context: BrowserContext): Witness {
  const texts: string[] = []
  const complaints: string[] = []
  const expected: RegExp[] = [browsersOwn]
  let mayRefuse = false
  context.on('console', (message) => {
    if (mayRefuse && refusals.test(message.text())) return
    texts.push(describe(message))
    const isComplaint = message.type() === 'error' || message.type() === 'warning'
    if (isComplaint && !expected.some((line) => line.test(message.text()))) complaints.push(describe(message))
  })
  context.on('weberror', (error) => {
    const text = error.error().stack ?? error.error().message
    texts.push(text)
    complaints.push(`uncaught: ${text}`)
  })
  return {
    complaints,
    expectRefusals: () => (mayRefuse = true),
    expectReport: (line) => expected.push(line),
    expectNowhere: async (secrets) => {
      const traces = [...texts, ...(await Promise.all(context.pages().map(readTraces)))]
      for (const secret of secrets) {
        expect(secret.length, 'a secret that is a secret').toBeGreaterThan(20)
        const found = traces.filter((trace) => trace.includes(secret))
        expect(found.map((trace) => excerpt(trace, secret))).toEqual([])
      }
    },
  }
}

function describe(message: ConsoleMessage): string {
  return `console.${message.type()}: ${message.text()}`
}

function excerpt(trace: string, secret: string): string {
  const at = trace.indexOf(secret)
  return trace.slice(Math.max(0, at - 200), at + 20)
}

/** Returns everything that a page shows or stores. */
async function readTraces(page: Page): Promise<string> {
  if (page.isClosed() || page.url() === 'about:blank') return ''
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const contents = databases.map(
      ({ name = '' }) =>
        new Promise<unknown>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.addEventListener('error', () => reject(opening.error ?? new Error('The database cannot be opened.')))
          opening.addEventListener('success', () => {
            const database = opening.result
            const names = [...database.objectStoreNames]
            if (names.length === 0) return resolve([])
            const transaction = database.transaction(names)
            const found = names.map((store) => transaction.objectStore(store).getAll())
            transaction.addEventListener('complete', () => {
              database.close()
              resolve(found.map(({ result }) => result as unknown))
            })
          })
        }),
    )
    return [
      location.href,
      JSON.stringify(history.state),
      document.documentElement.outerHTML,
      JSON.stringify([localStorage, sessionStorage].map((storage) => Object.entries(storage))),
      document.cookie,
      JSON.stringify(await Promise.all(contents)),
      window.coatcheckProbe?.readMemory() ?? '',
    ].join('\n')
  })
}
