import type { Browser } from 'playwright'

/** The processor time that the browser has used so far, in milliseconds: all of its processes that are alive. */
export async function readProcessorMs(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
}
