import type { Browser } from 'playwright'

/** One process's part of a memory dump. Sizes are hexadecimal. */
interface DumpEvent {
  readonly args?: {
    readonly dumps?: {
      readonly allocators?: Readonly<Record<string, { readonly attrs?: Readonly<Record<string, { value?: unknown }>> }>>
    }
  }
}

/** The allocator's name in Chromium, where it rasters with the processor. */
const decodedPictures = 'cc/image_memory'

/**
 * The bytes of the pictures that the browser keeps decoded for its pages: up to a thousand of them, no matter whether any
 * page still shows them. It drops them when memory is short.
 */
export async function weighDecoded(browser: Browser): Promise<number> {
  const events = await dumpMemory(browser)
  const sizes = events.map(({ args }) => args?.dumps?.allocators?.[decodedPictures]?.attrs?.['size']?.value)
  return sizes.reduce<number>((sum, size) => sum + (typeof size === 'string' ? Number.parseInt(size, 16) : 0), 0)
}

async function dumpMemory(browser: Browser): Promise<readonly DumpEvent[]> {
  const devtools = await browser.newBrowserCDPSession()
  const events: DumpEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as DumpEvent[])))
  const isComplete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()))
  const traceConfig = {
    includedCategories: ['disabled-by-default-memory-infra'],
    excludedCategories: ['*'],
    // No dumps but the one that is asked for. The protocol's types know only strings in it.
    memoryDumpConfig: { triggers: [] } as unknown as Record<string, string>,
  }
  await devtools.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' })
  await devtools.send('Tracing.requestMemoryDump', { levelOfDetail: 'detailed' })
  await devtools.send('Tracing.end')
  await isComplete
  await devtools.detach()
  return events
}
