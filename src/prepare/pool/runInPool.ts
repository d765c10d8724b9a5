import type { PrepareContext } from '../../contract/options.js'
import type { StepPlan } from '../step.js'
import { decodeHeic } from './decodeHeic.js'
import { PreparePool } from './PreparePool.js'
import { startEngine } from './startEngine.js'

/** Two, because one writes a picture while the other reads one. More would only need more memory. */
const pool = new PreparePool({ most: 2, idleMs: 5000, start: startEngine })

/** Carries out a plan in a worker. Returns what is left of the file, or null if it stays as it was. */
export async function runInPool(
  file: File,
  { heic, ...plan }: StepPlan,
  { signal, onProgress, note }: PrepareContext,
): Promise<Blob | null> {
  const request = { file, type: file.type, plan }
  const options = { signal, onProgress }
  let result = await pool.run(request, options)
  const pixels = result.needsHeicDecoder && heic ? await decodeHeic(file, heic, signal) : null
  if (pixels) result = await pool.run({ ...request, pixels }, options)
  for (const code of result.notes) note(code)
  return result.blob
}
