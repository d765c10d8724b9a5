import type { Harness, Run } from '../harness/openHarness.ts'
import type { ApiOptions } from '../harness/servers.ts'
import type { SendOptions } from '../pages/scenes/send.ts'

/** One way to get files into storage. */
export interface Way {
  readonly way: SendOptions['way']
  readonly sendWith: ApiOptions['sendWith']
  /** Whether one call asks for many tickets, or confirms many files. */
  readonly gather: boolean
  readonly atOnce?: number | undefined
  readonly bytesPerSecond?: number | undefined
}

/**
 * Sends the files by way of an API that has none of them yet.
 * @throws {Error} when storage did not get each of them once
 */
export async function send(harness: Harness, files: readonly string[], way: Way, title: string): Promise<Run<number>> {
  // The sink wants no digest of what is only sent, which spares the time; the reference server signs one for each file.
  const isDigestLeftOut = way.way === 'raw' && harness.storage === 'sink'
  const digest = isDigestLeftOut ? null : harness.digest
  const options = { way: way.way, gather: way.gather, api: harness.api(way), digest, atOnce: way.atOnce }
  const storedBefore = await harness.countStored()
  const run = await harness.run('send', options, { files, title })
  const stored = (await harness.countStored()) - storedBefore
  if (stored !== files.length) throw new Error(`${title}: storage got ${stored} of ${files.length} files.`)
  return run
}
