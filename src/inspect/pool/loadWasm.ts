import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { loadLimitMs } from '../limits.js'
import { limitTime } from '../limitTime.js'

/**
 * Loads what computes an algorithm's digests, for a worker to compile. The page loads it because bundlers split a
 * page's code without being told to, and a worker's only with options. So the worker stays one small file for all
 * algorithms.
 */
export async function loadWasm(algorithm: DigestAlgorithm): Promise<string> {
  // Engines that follow an older standard remember a failed import for as long as the page lives.
  if (globalThis.navigator?.onLine === false) throw new Error('The code for digests cannot be loaded offline.')
  const loading = algorithm === 'md5' ? import('../wasm/md5.js') : import('../wasm/sha256.js')
  const { wasm } = await limitTime(loading, loadLimitMs)
  return wasm
}
