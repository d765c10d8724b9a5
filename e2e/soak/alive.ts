import type { CDPSession, Page } from 'playwright'

/** What a page has created and not released. */
export type Alive = Readonly<Record<string, number>>

interface Instruments {
  readonly objectUrls: () => number
  readonly timers: () => readonly string[]
  readonly frames: () => number
  readonly requests: () => number
  readonly wakeLocks: () => number
  /** Since the page was opened. */
  readonly made: () => Readonly<Record<'objectUrls' | 'workers' | 'timers' | 'requests', number>>
}

declare global {
  interface Window {
    coatcheckInstruments?: Instruments
  }
}

/** Counts everything that has to be released. Call it before the page is opened. */
export async function instrument(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made = { objectUrls: 0, workers: 0, timers: 0, requests: 0 }

    const urls = new Set<string>()
    const createObjectURL = URL.createObjectURL.bind(URL)
    const revokeObjectURL = URL.revokeObjectURL.bind(URL)
    URL.createObjectURL = (object) => {
      const url = createObjectURL(object)
      made.objectUrls += 1
      urls.add(url)
      return url
    }
    URL.revokeObjectURL = (url) => {
      urls.delete(url)
      revokeObjectURL(url)
    }

    const timers = new Map<unknown, string>()
    const setTimeout = window.setTimeout.bind(window)
    const clearTimeout = window.clearTimeout.bind(window)
    const setInterval = window.setInterval.bind(window)
    const clearInterval = window.clearInterval.bind(window)
    const own = {
      setTimeout(run: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): unknown {
        made.timers += 1
        const timer: unknown = setTimeout(() => {
          timers.delete(timer)
          run(...args)
        }, delayMs)
        timers.set(timer, `a timer of ${delayMs ?? 0} ms`)
        return timer
      },
      setInterval(run: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]): unknown {
        made.timers += 1
        const timer: unknown = setInterval(run, delayMs, ...args)
        timers.set(timer, `an interval of ${delayMs ?? 0} ms`)
        return timer
      },
      clearTimeout(timer?: number): void {
        timers.delete(timer)
        clearTimeout(timer)
      },
      clearInterval(timer?: number): void {
        timers.delete(timer)
        clearInterval(timer)
      },
    }
    Object.assign(window, own)

    const frames = new Set<number>()
    const requestAnimationFrame = window.requestAnimationFrame.bind(window)
    const cancelAnimationFrame = window.cancelAnimationFrame.bind(window)
    window.requestAnimationFrame = (run) => {
      const frame = requestAnimationFrame((nowMs) => {
        frames.delete(frame)
        run(nowMs)
      })
      frames.add(frame)
      return frame
    }
    window.cancelAnimationFrame = (frame) => {
      frames.delete(frame)
      cancelAnimationFrame(frame)
    }

    let requests = 0
    // oxlint-disable-next-line typescript/unbound-method -- it is called with the original request as `this`
    const { send } = XMLHttpRequest.prototype
    XMLHttpRequest.prototype.send = function (body) {
      made.requests += 1
      requests += 1
      this.addEventListener('loadend', () => (requests -= 1), { once: true })
      send.call(this, body)
    }

    const PageWorker = window.Worker
    window.Worker = class extends PageWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        made.workers += 1
      }
    }

    let wakeLocks = 0
    const wakeLock = navigator.wakeLock as WakeLock | undefined
    if (wakeLock) {
      const request = wakeLock.request.bind(wakeLock)
      wakeLock.request = async (type) => {
        const sentinel = await request(type)
        wakeLocks += 1
        sentinel.addEventListener('release', () => (wakeLocks -= 1))
        return sentinel
      }
    }

    window.coatcheckInstruments = {
      objectUrls: () => urls.size,
      timers: () => [...timers.values()],
      frames: () => frames.size,
      requests: () => requests,
      wakeLocks: () => wakeLocks,
      made: () => made,
    }
  })
}

/** Classes whose remaining objects indicate a leak. */
const classes = [
  'File',
  'Blob',
  'XMLHttpRequest',
  'Worker',
  'AbortController',
  'AbortSignal',
  'IntersectionObserver',
  'ResizeObserver',
  'BroadcastChannel',
] as const

const globals = [
  'window',
  'document',
  'document.body',
  'navigator.connection',
  'visualViewport',
  'navigator.serviceWorker',
]

/** Counts what is alive after garbage collection. */
export async function countAlive(page: Page, devtools: CDPSession): Promise<Alive> {
  await collectGarbage(page, devtools)
  const instruments = await page.evaluate(async () => {
    const counts = window.coatcheckInstruments
    if (!counts) throw new Error('The page has not been instrumented.')
    const { held = [], pending = [] } = await navigator.locks.query()
    return {
      objectUrls: counts.objectUrls(),
      timers: counts.timers().length,
      frames: counts.frames(),
      requests: counts.requests(),
      wakeLocks: counts.wakeLocks(),
      locks: held.length + pending.length,
    }
  })
  const counters = await devtools.send('Memory.getDOMCounters')
  const alive: Record<string, number> = {
    'object URLs': instruments.objectUrls,
    workers: page.workers().length,
    'timers due': instruments.timers,
    'animation frames requested': instruments.frames,
    'requests open': instruments.requests,
    'screen locks': instruments.wakeLocks,
    'Web Locks': instruments.locks,
    'records in IndexedDB': await countRecords(page),
    'DOM nodes': counters.nodes,
    'listeners, all': counters.jsEventListeners,
  }
  for (const target of globals) alive[`listeners on ${target}`] = await countListeners(devtools, target)
  for (const name of classes) alive[`${name} objects`] = await countObjects(devtools, name)
  return alive
}

/** Counts what recovery would find after a reload. */
async function countRecords(page: Page): Promise<number> {
  return page.evaluate(async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- the whole function runs in the page
    const settle = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB does not answer.')))
      })
    let count = 0
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settle(indexedDB.open(name))
      const stores = [...database.objectStoreNames]
      const reading = stores.length > 0 ? database.transaction(stores) : null
      for (const store of stores) count += reading ? await settle(reading.objectStore(store).count()) : 0
      database.close()
    }
    return count
  })
}

/** Describes the pending timers. */
export async function listTimers(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => window.coatcheckInstruments?.timers() ?? [])
}

export async function countMade(page: Page): Promise<ReturnType<Instruments['made']>> {
  return page.evaluate(() => {
    const made = window.coatcheckInstruments?.made()
    if (!made) throw new Error('The page has not been instrumented.')
    return made
  })
}

/** Collects garbage several times, because finalizers release objects that only the next collection finds. */
async function collectGarbage(page: Page, devtools: CDPSession): Promise<void> {
  for (let left = 4; left > 0; left -= 1) {
    await devtools.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(50)
  }
}

async function countListeners(devtools: CDPSession, expression: string): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression, objectGroup: 'soak' })
  if (result.objectId === undefined) return 0
  const { listeners } = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId })
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'soak' })
  return listeners.length
}

async function countObjects(devtools: CDPSession, name: string): Promise<number> {
  const group = { objectGroup: 'soak' }
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${name}.prototype`, ...group })
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    ...group,
  })
  const { result: length } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObjectGroup', group)
  return Number(length.value)
}
