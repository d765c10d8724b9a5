import { S3ServiceException } from '@aws-sdk/client-s3'
import { defaultBucket, defaultRegion, type Storage } from './storage.ts'
import { ensureBucket } from './storageClient.ts'

const credentialNames = ['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const

/** Opens the S3 at `S3_ENDPOINT`, and creates its bucket if necessary; undefined if the variable is not set. */
export async function openNamedStorage(environment: NodeJS.ProcessEnv = process.env): Promise<Storage | undefined> {
  const endpoint = environment['S3_ENDPOINT']
  if (!endpoint) return undefined
  const missing = credentialNames.filter((name) => !environment[name])
  if (missing.length > 0) throw new TypeError(`S3_ENDPOINT is set, but ${missing.join(' and ')} is not.`)
  if (!URL.canParse(endpoint)) throw new TypeError('S3_ENDPOINT must be a URL such as http://127.0.0.1:9000.')
  const { origin } = new URL(endpoint)
  const bucket = environment['S3_BUCKET'] || defaultBucket
  const storage: Storage = {
    kind: 'named',
    endpoint: origin,
    region: environment['S3_REGION'] || defaultRegion,
    bucket,
    credentials: {
      accessKeyId: environment['S3_ACCESS_KEY'] ?? '',
      secretAccessKey: environment['S3_SECRET_KEY'] ?? '',
    },
    description: `bucket ${bucket} at ${origin}, named by S3_ENDPOINT`,
    stop: () => Promise.resolve(),
  }
  try {
    await ensureBucket(storage)
  } catch (error) {
    throw new Error(
      `S3_ENDPOINT names ${origin}, but its bucket ${bucket} cannot be used: ${describeFailure(error)}. Check that it is running, and check S3_ACCESS_KEY, S3_SECRET_KEY and S3_BUCKET.`,
      { cause: error },
    )
  }
  return storage
}

/** A refused connection has a code but no message, and an answer to HEAD has a status but no body. */
function describeFailure(error: unknown): string {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode !== undefined) {
    return `it answers with status ${error.$metadata.httpStatusCode}`
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
