import type { Receipt } from '../../contract/backend.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { checkStoredFile } from '../../runner/answers/checkAnswer.js'
import { showName } from '../../shared/showText.js'
import { call, type DoctorContext, type Probe } from '../DoctorContext.js'
import type { ProbeTicket } from './requestProbeTicket.js'

/** Registers the probe if the caller asked for that. Returns whether it is a registered file now. */
export async function confirmProbe(
  context: DoctorContext,
  probe: Probe,
  ticket: ProbeTicket,
  receipt: Receipt,
): Promise<boolean> {
  const { backend, report, options, signal } = context
  if (!options.confirm) {
    report.skip(
      'confirm',
      "The probe was not registered. With 'confirm: true' it is, and you have to delete it yourself.",
    )
    return false
  }
  if (ticket.upload) {
    report.skip('confirm', 'The API issues tickets for multipart uploads, and only one part was uploaded.')
    return false
  }
  const stored = { request: probe.request, reference: ticket.reference, receipt }
  try {
    const file = checkStoredFile(
      await call(context, probe.idempotencyKey, (callContext) => backend.confirm(stored, callContext)),
    )
    // With some APIs, knowing the id is all it takes to use the file.
    const name = backend.referenceIsCapability ? 'the file' : `the file with the id "${showName(file.id)}"`
    report.ok('confirm', `The backend registered the probe. Remember to delete ${name}.`)
    return true
  } catch (thrown) {
    signal.throwIfAborted()
    const error = toUploadError(thrown, 'confirming')
    const said = error.serverText === undefined ? '' : ` The server says: "${error.serverText}"`
    report.problem('confirm', {
      code: 'confirm-failed',
      message: `Storage has the probe, but the backend did not register it (${error.code}). ${error.message}${said}`,
      advice:
        "Look for this call in the server's log: check what it compares with storage, and whether it looks into the same bucket.",
    })
    return false
  }
}
