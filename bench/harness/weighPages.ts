import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Browser } from 'playwright'

/**
 * The private memory of the browser's pages, in bytes: what their processes have for themselves, and would give back if
 * they ended. Zero on systems without `/proc`.
 */
export async function weighPages(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const bytes = await Promise.all(renderers.map(({ id }) => readPrivateBytes(id)))
  return bytes.reduce((sum, each) => sum + each, 0)
}

const pauseMs = 100

/** Weighs the pages again and again until it is stopped, and then returns the most that they had. */
export function watchPages(browser: Browser): { readonly stop: () => Promise<number> } {
  let isOver = false
  const watch = async (): Promise<number> => {
    let most = 0
    while (!isOver) {
      most = Math.max(most, await weighPages(browser))
      await setTimeout(pauseMs)
    }
    return most
  }
  const watched = watch()
  return {
    stop: () => {
      isOver = true
      return watched
    },
  }
}

async function readPrivateBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const kibibytes = Array.from(text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm), ([, count]) => Number(count))
  return kibibytes.reduce((sum, each) => sum + each, 0) * 1024
}
