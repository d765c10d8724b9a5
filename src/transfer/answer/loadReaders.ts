import { loadInTime } from '../../shared/loading/loadInTime.js'
import type * as readers from './readRefusal.js'

/**
 * Loads the code that reads the body of an answer, which is usually empty, and that explains what is wrong with a ticket.
 * Returns null if that fails.
 */
export function loadReaders(): Promise<typeof readers | null> {
  return loadInTime("the code that reads storage's answers", () => import('./readRefusal.js')).catch(() => null)
}
