import type { CheckContext } from '../CheckContext.js'

const servers = { minio: /^MinIO/i, versitygw: /^VERSITYGW/i } as const

/**
 * Of a storage that was not recognised, less is expected than it may be able to do.
 * @returns whether storage names its provider, but `s3` does not
 */
export function checkProvider({ store, findings }: CheckContext, server: string | null): boolean {
  if (store?.place.provider !== 'other') return false
  const asked = 'Whose S3 is it?'
  const [provider] = Object.entries(servers).find(([, pattern]) => pattern.test(server ?? '')) ?? []
  if (provider === undefined) {
    findings.ok('provider', {
      asked,
      message:
        "Unknown, so nothing is expected of it that some S3 lacks. If it can do more, say so with 'provider' or 'abilities' in s3.",
    })
    return false
  }
  findings.warn('provider', {
    asked,
    message: `Storage calls itself ${provider === 'minio' ? 'MinIO' : 'Versity S3 Gateway'}, but s3 was not told. Neither SHA-256 nor writing once is used.`,
    code: 'provider-unknown',
    advice: 'Name the provider in s3.',
    paste: `provider: '${provider}'`,
  })
  return true
}
