import type { PrepareContext } from '../../contract/options.js'
import { loadInTime } from '../../shared/loading/loadInTime.js'
import type { StepPlan } from '../step.js'
import { PreparePool } from './PreparePool.js'
import { startEngine } from './startEngine.js'

/** Two, because one writes a picture while the other reads one. More would only need more memory. */
const pool = new PreparePool({ most: 2, idleMs: 5000, start: startEngine })

/** Carries out a plan in a worker. Returns what is left of the file, or null if it stays as it was. */
export async function runInPool(
  file: File,
  { means: { heic, createWorker }, ...plan }: StepPlan,
  { signal, onProgress, note }: PrepareContext,
): Promise<Blob | null> {
  const request = { file, type: file.type, plan }
  const options = { signal, onProgress }
  const { blob, notes } = await pool.withEngine(createWorker, signal, async (engine) => {
    const result = await engine.run(request, options)
    if (!result.needsHeicDecoder || !heic) return result
    const { decodeHeic } = await loadInTime('the code for HEIC', () => import('./decodeHeic.js'))
    const pixels = await decodeHeic(file, heic, signal)
    return pixels ? engine.run({ ...request, pixels }, options) : result
  })
  for (const code of notes) note(code)
  return blob
}
