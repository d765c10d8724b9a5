import { describeFailure } from '../bucket/explainStorage.js'
import type { CheckContext } from '../CheckContext.js'
import type { CheckName } from '../CheckResult.js'
import type { Probe } from './Probe.js'

/** Confirming copies an object that its URL could overwrite. */
export async function checkCopy(context: CheckContext, probe: Probe, key: string, name: CheckName): Promise<void> {
  const { uploads, findings } = context
  const { storage } = uploads.service
  const asked = 'Copy the object to a key that no URL was signed for (CopyObject), as confirming does.'
  try {
    const etag = (await storage.head(key))?.etag ?? ''
    const outcome = await storage.copy({ from: key, to: probe.copyOf(key), etag })
    const reason = 'A signed URL could write the object twice, so files are copied when they are confirmed.'
    if (outcome === 'by-storage') return findings.ok(name, { asked, message: `${reason} That works.` })
    if (outcome === 'by-server') {
      return findings.warn(name, {
        asked,
        message: `${reason} Storage has no copy of its own, so the server reads and writes each of them.`,
        code: 'copied-by-server',
        ...adviceWhenCopiedByServer[name === 'form' ? 'form' : 'put'],
      })
    }
    findings.problem(name, { asked, message: 'Storage did not find the object or its ETag.', ...copyAdvice })
  } catch (error) {
    findings.problem(name, { asked, message: describeFailure(error), ...copyAdvice })
  }
}

const copyAdvice = {
  code: 'copy-failed',
  advice:
    'Allow the credentials to read and write all keys of the bucket (s3:GetObject, s3:PutObject). Without copying, nothing can be confirmed.',
} as const

/** Only a PUT can be signed so that it works once. */
const adviceWhenCopiedByServer = {
  put: {
    advice:
      'If your storage supports a PUT with If-None-Match: *, set this in s3, and nothing is copied. Otherwise allow for that traffic.',
    paste: 'abilities: { writesOnce: true }',
  },
  form: {
    advice:
      "Remove sendWith: 'post' from the profiles if your storage supports a PUT with If-None-Match: *. Otherwise allow for that traffic.",
  },
} as const
