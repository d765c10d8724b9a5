import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import { formatBytes } from '../../../server/uploads/profile/formatBytes.js'
import type { CheckContext } from '../CheckContext.js'
import { isSuccess } from '../send.js'
import type { Probe } from './Probe.js'
import { putProbe } from './putProbe.js'

const names: Readonly<Record<DigestAlgorithm, string>> = { md5: 'MD5', 'sha-256': 'SHA-256' }

/**
 * Whether storage verifies the digests that it is relied on for.
 * @param lacksProvider whether `s3` has yet to name the provider: it will then rely on more digests, so no other is advised
 */
export async function checkDigests(context: CheckContext, probe: Probe, lacksProvider: boolean): Promise<void> {
  const { uploads, findings } = context
  const { storage, terms } = uploads.service
  const { putDigests } = storage.abilities
  if (putDigests.length === 0) {
    return findings.skip('digest', {
      asked: 'Which digests does storage verify?',
      message: `None that is known. The server reads and hashes each file of up to ${formatBytes(terms.hashUpToBytes)} itself, and knows larger ones by their size only.`,
    })
  }
  const asked = `PUT other bytes than the signed digest says (${putDigests.map((one) => names[one]).join(', ')}).`
  const ignored: DigestAlgorithm[] = []
  for (const algorithm of putDigests) {
    const request = await storage.signPut(await probe.toObject(algorithm))
    if (isSuccess(await putProbe(context, request, probe.otherBytes))) ignored.push(algorithm)
  }
  if (ignored.length > 0) return reportIgnored(context, asked, ignored)
  const advice =
    lacksProvider || putDigests.includes('sha-256')
      ? ''
      : " It verifies no SHA-256, which is the default of createRestBackend: pass digest: 'md5' there, so that files need not be read again when they are confirmed."
  findings.ok('digest', { asked, message: `Storage refuses other bytes than the signed digest says.${advice}` })
}

function reportIgnored({ uploads, findings }: CheckContext, asked: string, ignored: readonly DigestAlgorithm[]): void {
  const kept = uploads.service.storage.abilities.putDigests.filter((one) => !ignored.includes(one))
  const found = {
    asked,
    message: `Storage accepted bytes that do not match their ${ignored.map((one) => names[one]).join(' and their ')}.`,
    code: 'digest-unverified',
    advice: 'Say so in s3. The server then verifies digests itself, when files are confirmed.',
    paste: `abilities: { putDigests: ${JSON.stringify(kept)} }`,
  } as const
  // Confirming compares the ETag with an MD5; a SHA-256 is relied on.
  if (ignored.includes('sha-256')) findings.problem('digest', found)
  else findings.warn('digest', found)
}
