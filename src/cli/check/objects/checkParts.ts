import { describeFailure } from '../bucket/explainStorage.js'
import type { CheckContext } from '../CheckContext.js'
import { describeAnswer, isSuccess } from '../send.js'
import type { Probe } from './Probe.js'
import { putProbe } from './putProbe.js'

const asked = 'Start an upload in parts, PUT one part, list it, find the upload again, and abort it.'

/** Sends one part, and does what resuming, completing and sweeping need. */
export async function checkParts(context: CheckContext, probe: Probe): Promise<void> {
  const { uploads, findings } = context
  const trouble = await findTrouble(context, probe).catch(describeFailure)
  if (trouble === null) {
    const message = 'An upload in parts can be started, resumed, found again and aborted.'
    return findings.ok('parts', { asked, message })
  }
  findings.problem('parts', {
    asked,
    message: trouble,
    code: 'parts-refused',
    advice: `Allow the credentials s3:AbortMultipartUpload, s3:ListMultipartUploadParts and s3:ListBucketMultipartUploads. Files above ${uploads.service.terms.multipartAboveBytes} bytes are sent in parts (multipartAboveBytes).`,
  })
}

async function findTrouble(context: CheckContext, probe: Probe): Promise<string | null> {
  const { storage } = context.uploads.service
  const { partDigest } = storage.abilities
  const { key, multipartId } = await probe.startParts()
  const digest = partDigest === null ? undefined : probe.digest(partDigest)
  const part = { key, multipartId, number: 1, size: probe.bytes.length, digest, expiresInSeconds: 300 }
  const request = await storage.signPart(part)
  if (digest && isSuccess(await putProbe(context, request, probe.otherBytes))) {
    return 'Storage accepted a part whose bytes do not match its digest.'
  }
  const answer = await putProbe(context, request, probe.bytes)
  if (!isSuccess(answer)) return `Storage did not store the part: ${describeAnswer(answer)}.`
  const listed = await storage.listParts(key, multipartId)
  if (listed?.[0]?.size !== probe.bytes.length) return 'Storage does not list the part.'
  if (!(await storage.findMultipartUploads(key)).includes(multipartId)) {
    return 'Storage does not list the upload, so a sweep could not find it.'
  }
  await storage.abortParts(key, multipartId)
  return (await storage.listParts(key, multipartId)) === null
    ? null
    : 'Storage still has the parts after they were aborted.'
}
