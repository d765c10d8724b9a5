import type { CheckContext } from '../CheckContext.js'
import { describeAnswer, isSuccess } from '../send.js'
import { checkCopy } from './checkCopy.js'
import type { StoredProbe } from './checkSending.js'
import type { Probe } from './Probe.js'
import { putProbe } from './putProbe.js'

/** Whether what was registered can be overwritten with its ticket. */
export async function checkWriteOnce(context: CheckContext, probe: Probe, stored: StoredProbe): Promise<void> {
  const { uploads, findings } = context
  if (!uploads.service.storage.abilities.writesOnce) return checkCopy(context, probe, stored.key, 'write-once')
  const asked = 'PUT a second time with the same signed URL (If-None-Match: *).'
  const answer = await putProbe(context, stored.request, probe.bytes)
  if (!isSuccess(answer)) {
    return findings.ok('write-once', {
      asked,
      message: `Storage refuses a second PUT with the same URL (${describeAnswer(answer)}).`,
    })
  }
  findings.problem('write-once', {
    asked,
    message: 'Storage overwrote the object, although If-None-Match was signed.',
    code: 'overwritable',
    advice: 'Say so in s3. Files are then copied to a key that no URL was signed for when they are confirmed.',
    paste: 'abilities: { writesOnce: false }',
  })
}
