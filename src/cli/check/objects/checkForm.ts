import type { SignedForm } from '../../../server/storage/ObjectStore.js'
import type { CheckContext } from '../CheckContext.js'
import { describeAnswer, isSuccess, type Answer } from '../send.js'
import { checkCopy } from './checkCopy.js'
import type { Probe } from './Probe.js'

/** Sends the probe as a form, for profiles with `sendWith: 'post'`. */
export async function checkForm(context: CheckContext, probe: Probe): Promise<void> {
  const { uploads, findings } = context
  const { storage } = uploads.service
  const algorithm = storage.abilities.postDigests[0] ?? null
  const asked = 'POST a signed form, and one with more bytes than were signed.'
  const object = await probe.toObject(algorithm, true)
  const answer = await postProbe(context, await storage.signPost(object), probe.bytes)
  if (!isSuccess(answer)) {
    return findings.problem('form', {
      asked,
      message: `Storage did not store it: ${describeAnswer(answer)}.`,
      code: 'form-refused',
      advice: "Remove sendWith: 'post' from the profiles: a PUT works here.",
    })
  }
  const form = await storage.signPost(await probe.toObject(null, true))
  if (isSuccess(await postProbe(context, form, probe.longerBytes))) {
    return findings.problem('form', {
      asked,
      message: 'Storage accepted more bytes than the policy of the form allows.',
      code: 'terms-unverified',
      advice: "Remove sendWith: 'post' from the profiles, because limits of profiles do not hold.",
    })
  }
  await checkCopy(context, probe, object.key, 'form')
}

function postProbe(
  { send }: CheckContext,
  { url, fields }: SignedForm,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  body.append('file', new Blob([bytes]), 'probe.txt')
  return send(url, { method: 'POST', body })
}
