import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { loadInTime } from '../../shared/loading/loadInTime.js'

/**
 * Loads what computes an algorithm's digests, for a worker to compile. The page loads it because bundlers split a
 * page's code without being told to, and a worker's only with options. So the worker stays one small file for all
 * algorithms.
 */
export async function loadWasm(algorithm: DigestAlgorithm): Promise<string> {
  const { wasm } = await loadInTime<{ readonly wasm: string }>('the code for digests', () =>
    algorithm === 'md5' ? import('../wasm/md5.js') : import('../wasm/sha256.js'),
  )
  return wasm
}
