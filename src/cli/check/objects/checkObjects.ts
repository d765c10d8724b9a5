import { checkCors } from '../cors/checkCors.js'
import type { CheckContext } from '../CheckContext.js'
import type { ToldCors } from '../bucket/checkBucket.js'
import { listWays } from '../ways.js'
import { checkDigests } from './checkDigests.js'
import { checkForm } from './checkForm.js'
import { checkParts } from './checkParts.js'
import { checkPrivacy } from './checkPrivacy.js'
import { checkProvider } from './checkProvider.js'
import { checkReading } from './checkReading.js'
import { checkSending } from './checkSending.js'
import { checkTerms } from './checkTerms.js'
import { checkWriteOnce } from './checkWriteOnce.js'
import { Probe } from './Probe.js'

/** Sends small objects in all ways that the profiles have, as browsers would and as they must not, and removes them. */
export async function checkObjects(context: CheckContext, cors: ToldCors): Promise<void> {
  const probe = new Probe(context.uploads.service.storage)
  try {
    await checkWithProbe(context, probe, cors)
  } finally {
    await cleanUp(context, probe)
  }
}

async function checkWithProbe(context: CheckContext, probe: Probe, cors: ToldCors): Promise<void> {
  const ways = new Set(listWays(context.uploads.service).map(({ sendWith }) => sendWith))
  const stored = await checkSending(context, probe)
  await checkCors(context, probe, { ways, cors, isStorable: stored !== null })
  if (!stored) return
  const lacksProvider = checkProvider(context, stored.server)
  await checkTerms(context, probe)
  await checkDigests(context, probe, lacksProvider)
  await checkWriteOnce(context, probe, stored)
  if (ways.has('post')) await checkForm(context, probe)
  if (ways.has('multipart')) await checkParts(context, probe)
  await checkReading(context, probe, stored.key)
  await checkPrivacy(context, probe, stored.key)
}

async function cleanUp({ findings }: CheckContext, probe: Probe): Promise<void> {
  const asked = 'Delete everything that the check has sent.'
  const left = await probe.cleanUp()
  if (left.length === 0) return findings.ok('clean-up', { asked, message: 'The test objects are deleted.' })
  findings.problem('clean-up', {
    asked,
    message: `Storage did not delete ${left.length} of the test objects: ${left.join(', ')}`,
    code: 'clean-up-failed',
    advice:
      'Allow the credentials s3:DeleteObject and s3:AbortMultipartUpload: deleted files would stay in the bucket, too.',
  })
}
