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
    report.skip('confirm', { id: 'confirm-not-asked' })
    return false
  }
  if (ticket.upload) {
    report.skip('confirm', { id: 'confirm-multipart' })
    return false
  }
  const stored = { request: probe.request, reference: ticket.reference, receipt }
  try {
    const file = checkStoredFile(
      await call(context, probe.idempotencyKey, (callContext) => backend.confirm(stored, callContext)),
    )
    // With some APIs, knowing the id is all it takes to use the file.
    const id = backend.referenceIsCapability ? null : showName(file.id)
    report.ok('confirm', { id: 'probe-registered', facts: { id } })
    return true
  } catch (thrown) {
    signal.throwIfAborted()
    const { code, message, serverText } = toUploadError(thrown, 'confirming')
    const error = { detail: message, ...(serverText !== undefined && { said: serverText }) }
    report.problem('confirm', { id: 'confirm-failed', facts: { code, error } })
    return false
  }
}
