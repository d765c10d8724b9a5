import type { Clock, Connection } from '../../contract/ports/page.js'
import { loadWaitMs } from './loadWaitMs.js'

/**
 * Calls back once when it is time to load code again that could not be loaded: after a wait that grows with the failures
 * in a row, and earlier if the page is online again. Returns a function that calls it off.
 */
export function loadAgainLater(
  { clock, connection }: { readonly clock: Clock; readonly connection: Connection },
  failures: number,
  callback: () => void,
): () => void {
  const again = (): void => {
    callOff()
    callback()
  }
  const cancelTimer = clock.schedule(again, loadWaitMs(failures))
  const unsubscribe = connection.subscribe(() => {
    if (connection.isOnline()) again()
  })
  const callOff = (): void => {
    cancelTimer()
    unsubscribe()
  }
  return callOff
}
