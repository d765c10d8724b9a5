import type { CheckContext } from '../CheckContext.js'
import { isSuccess } from '../send.js'
import { bestDigest } from './checkSending.js'
import type { Probe } from './Probe.js'
import { putProbe } from './putProbe.js'

/** Whether storage holds a client to the size and the type that were signed. */
export async function checkTerms(context: CheckContext, probe: Probe): Promise<void> {
  const { uploads, findings } = context
  const { storage } = uploads.service
  const asked = 'PUT more bytes than were signed, and another type than was signed.'
  const sign = async () => storage.signPut(await probe.toObject(bestDigest(storage)))
  const accepted = [
    ...(isSuccess(await putProbe(context, await sign(), probe.longerBytes)) ? ['another size'] : []),
    ...(isSuccess(await putProbe(context, await sign(), probe.bytes, { 'content-type': 'text/html' }))
      ? ['another type']
      : []),
  ]
  if (accepted.length === 0)
    return findings.ok('signature', {
      asked,
      message: 'Storage refuses another size, and another type, than was signed.',
    })
  findings.problem('signature', {
    asked,
    message: `Storage accepted ${accepted.join(' and ')} than was signed.`,
    code: 'terms-unverified',
    advice:
      'This storage does not verify signed headers, so limits of profiles do not hold. Look for a proxy that signs requests anew, or use another storage.',
  })
}
