import type { Harness, Run } from '../harness/openHarness.ts'
import type { ApiOptions } from '../harness/servers.ts'
import type { PeerName } from '../pages/scenes/peer.ts'
import type { SendOptions } from '../pages/scenes/send.ts'

/** One way to get files into storage. */
export interface Way {
  readonly way: SendOptions['way'] | { readonly peer: PeerName }
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
  const storedBefore = await harness.countStored()
  const run = await runWay(harness, files, way, title)
  const stored = (await harness.countStored()) - storedBefore
  if (stored !== files.length) throw new Error(`${title}: storage got ${stored} of ${files.length} files.`)
  return run
}

function runWay(
  harness: Harness,
  files: readonly string[],
  { way, gather, atOnce, ...apiOptions }: Way,
  title: string,
): Promise<Run<number>> {
  const api = harness.api(apiOptions)
  // The sink wants no digest of what is only sent, which spares the time; the reference server signs one for each file.
  const digestToSend = harness.storage === 'sink' ? null : harness.digest
  if (typeof way === 'object') {
    return harness.run('peer', { ...way, api, digest: digestToSend, atOnce: atOnce ?? 1 }, { files, title })
  }
  const digest = way === 'raw' ? digestToSend : harness.digest
  return harness.run('send', { way, gather, api, digest, atOnce }, { files, title })
}
