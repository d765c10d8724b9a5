import type { Page } from '@playwright/test'

/** Slows down what the page sends; `null` lifts it. Unlike a route it leaves upload progress as it is. */
export async function limitUploads(page: Page, bytesPerSecond: number | null): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const emulate = (uploadThroughput: number): Promise<unknown> =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await session.send('Network.enable')
  await emulate(bytesPerSecond ?? -1)
  return async () => {
    await emulate(-1)
  }
}
