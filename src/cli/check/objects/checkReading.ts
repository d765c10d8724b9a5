import { describeFailure } from '../bucket/explainStorage.js'
import type { CheckContext } from '../CheckContext.js'
import { describeAnswer, isSuccess } from '../send.js'
import type { Probe } from './Probe.js'

const asked = 'HEAD the object, and GET some of its bytes with a signed URL that names another type and a download.'

/** Reads as the server does when it confirms, and as browsers do when they show a file. */
export async function checkReading(context: CheckContext, probe: Probe, key: string): Promise<void> {
  const { findings } = context
  const trouble = await findTrouble(context, probe, key).catch(describeFailure)
  if (trouble === null)
    return findings.ok('read', {
      asked,
      message: 'Files can be read, in ranges, with the type and the disposition that are signed.',
    })
  findings.problem('read', {
    asked,
    message: trouble,
    code: 'read-failed',
    advice:
      'Allow the credentials s3:GetObject, and look for a proxy or a CDN in front of storage that changes answers.',
  })
}

async function findTrouble({ uploads, send }: CheckContext, probe: Probe, key: string): Promise<string | null> {
  const { storage } = uploads.service
  const facts = await storage.head(key)
  if (facts === null) return 'Storage does not find the object that it has just stored.'
  if (facts.size !== probe.bytes.length) return 'Storage reports another size than was sent.'
  const disposition = 'attachment; filename="probe.bin"'
  const type = 'application/octet-stream'
  const url = await storage.signGet({ key, expiresInSeconds: 300, signedAtMs: Date.now(), disposition, type })
  const answer = await send(url, { headers: { range: 'bytes=0-3' } })
  if (!isSuccess(answer)) return `The signed URL for reading does not work: ${describeAnswer(answer)}.`
  if (!new TextDecoder().decode(probe.bytes).startsWith(answer.text.slice(0, 4))) return 'Storage sent other bytes.'
  const isAsAsked =
    answer.headers.get('content-type') === type && answer.headers.get('content-disposition') === disposition
  if (!isAsAsked) return 'Storage ignored the signed type or disposition, so HTML and SVG could run in a page.'
  return answer.status === 206 ? null : `Storage ignored the range (${describeAnswer(answer)}).`
}
