import type { ApiOptions } from './lab/ground.ts'
import type { Lab, Run } from './lab/lab.ts'

/** One way to send files through coatcheck. */
export interface Way {
  /** list: with React's list on the page. */
  readonly way: 'core' | 'list'
  readonly sendWith: ApiOptions['sendWith']
  /** Many files to a call? */
  readonly gather: boolean
  readonly bytesPerSecond?: number | undefined
}

/** The whole flow, to an API that knows none of the files. */
export function send(lab: Lab, files: readonly string[], way: Way): Promise<Run<number>> {
  const { digest, atOnce } = lab
  return lab.run('send', { way: way.way, gather: way.gather, api: lab.api(way), digest, atOnce }, files)
}

/** The limit: PUTs of the same files to the same storage, and nothing else. */
export function sendRaw(
  lab: Lab,
  files: readonly string[],
  { atOnce, bytesPerSecond }: { readonly atOnce: number; readonly bytesPerSecond?: number | undefined },
): Promise<Run<number>> {
  const api = lab.api({ sendWith: 'put', bytesPerSecond })
  // The sink asks for none, which spares the time; the reference server has each one signed.
  const digest = lab.storage === 'sink' ? null : lab.digest
  return lab.run('send', { way: 'raw', api, digest, atOnce, gather: true }, files)
}
