import { toUploadError } from '../errors/toUploadError.js'
import { checkStoredFile } from '../runner/answers/checkAnswer.js'
import { showName } from '../shared/showText.js'
import type { Receipt } from '../contract/backend.js'
import type { ProbeTicket } from './askForTicket.js'
import { call, type Probe, type Visit } from './visit.js'

/** Registers the probe, where that is wanted. Returns whether it is a file now. */
export async function confirmProbe(
  visit: Visit,
  probe: Probe,
  ticket: ProbeTicket,
  receipt: Receipt,
): Promise<boolean> {
  const { backend, chart, options, signal } = visit
  if (!options.confirm) {
    chart.skip('confirm', 'The probe is not registered. With the option confirm it is, and you have to remove it.')
    return false
  }
  if (ticket.upload) {
    chart.skip('confirm', 'The API gives tickets for uploads in parts, of which one part was tried.')
    return false
  }
  const stored = { request: probe.request, reference: ticket.reference, receipt }
  try {
    const file = checkStoredFile(await call(visit, probe.idempotencyKey, (context) => backend.confirm(stored, context)))
    // Whoever holds such an id may use the file.
    const name = backend.referenceIsCapability ? 'a file' : `the file with the id "${showName(file.id)}"`
    chart.ok('confirm', `The backend registers the probe. It has left ${name}: remove it.`)
    return true
  } catch (thrown) {
    signal.throwIfAborted()
    const error = toUploadError(thrown, 'confirming')
    const said = error.serverText === undefined ? '' : ` The server says: "${error.serverText}"`
    chart.problem('confirm', {
      code: 'confirm-failed',
      message: `Storage has the probe, but the backend did not register it (${error.code}). ${error.message}${said}`,
      advice:
        "Look at this call in the server's log: what it compares with storage, and whether it looks into the same bucket.",
    })
    return false
  }
}
