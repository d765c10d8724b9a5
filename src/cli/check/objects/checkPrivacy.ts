import type { CheckContext } from '../CheckContext.js'
import { isSuccess } from '../send.js'
import type { Advice } from '../CheckResult.js'
import type { Probe } from './Probe.js'

/** Tries without a signature what only a signature should allow. */
export async function checkPrivacy(context: CheckContext, probe: Probe, key: string): Promise<void> {
  const { uploads, send, findings } = context
  const { storage } = uploads.service
  const asked = 'GET the object, list the bucket and PUT an object, all without a signature.'
  const signedGet = await storage.signGet({
    key,
    expiresInSeconds: 60,
    signedAtMs: Date.now(),
    disposition: 'inline',
    type: 'text/plain',
  })
  const { url: signedPut } = await storage.signPut(await probe.toObject(null))
  const object = withoutQuery(signedGet)
  const bucket = object.slice(0, -key.length)
  const read = await send(object)
  const list = await send(`${bucket}?list-type=2&max-keys=1`)
  const write = await send(withoutQuery(signedPut), {
    method: 'PUT',
    headers: { 'content-type': probe.type },
    body: probe.bytes,
  })
  const open: readonly (Pick<Advice, 'code'> & { readonly what: string })[] = [
    ...(isSuccess(write) ? [{ code: 'public-write', what: 'write objects' } as const] : []),
    ...(isSuccess(list) && list.text.includes('ListBucketResult')
      ? [{ code: 'public-list', what: 'list the names of all files' } as const]
      : []),
    ...(isSuccess(read)
      ? [{ code: 'public-read', what: 'read every file whose URL they know, for ever' } as const]
      : []),
  ]
  const [worst] = open
  if (!worst) return findings.ok('private', { asked, message: 'Without a signature, nobody can read, list or write.' })
  findings.problem('private', {
    asked,
    message: `The bucket is public: everybody may ${open.map(({ what }) => what).join(', and ')}.`,
    code: worst.code,
    advice: publicAdvice(context),
  })
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*/, '')
}

function publicAdvice({ store }: CheckContext): string {
  const bucket = store?.place.bucket ?? ''
  switch (store?.place.provider) {
    case 'aws':
      return `Turn "Block Public Access" on: aws s3api put-public-access-block --bucket ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`
    case 'minio':
      return `Make the bucket private: mc anonymous set none ALIAS/${bucket}`
    case 'gcs':
      return `Forbid public access: gcloud storage buckets update gs://${bucket} --public-access-prevention`
    case 'b2':
      return 'Set the bucket to private in its settings.'
    default:
      return 'Make the bucket private: remove its public policy or ACL. Pages get signed URLs for reading, and need no public bucket.'
  }
}
