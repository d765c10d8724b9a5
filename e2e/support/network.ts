import type { Page } from '@playwright/test'

/** Limits the page's upload rate; `null` removes the limit. Unlike `page.route`, it keeps upload progress events. */
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
