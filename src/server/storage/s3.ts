import { BucketAddress } from './BucketAddress.js'
import type { ObjectStore } from './ObjectStore.js'
import { providerOf, providers, type S3Provider } from './providers.js'
import { S3Client } from './S3Client.js'
import { checkS3Options, type S3Options } from './S3Options.js'
import { S3Store } from './S3Store.js'
import { SignatureV4, type S3Credentials } from './signing/SignatureV4.js'

/**
 * A bucket of AWS, or of any other storage that speaks S3. Everything that browsers get is signed: the length, the type,
 * and where the provider knows them the digest and that an object can be written only once.
 *
 * The bucket's CORS rules must allow the app's origins, the methods PUT and POST, and the headers `content-type`,
 * `content-md5`, `if-none-match`, `x-amz-checksum-sha256` and `x-amz-copy-source-if-match`, and must expose `ETag`.
 * @throws {TypeError} if an option can never work. The message names it.
 * @example
 * ```ts
 * const { S3_ENDPOINT = '', S3_BUCKET = '', S3_KEY_ID = '', S3_SECRET = '' } = process.env
 * const storage = s3({ endpoint: S3_ENDPOINT, bucket: S3_BUCKET, accessKeyId: S3_KEY_ID, secretAccessKey: S3_SECRET })
 * ```
 */
export function s3(options: S3Options): ObjectStore {
  checkS3Options(options)
  const { bucket, publicEndpoint, timeoutMs = 30_000 } = options
  const provider = options.provider ?? (options.endpoint === undefined ? 'aws' : providerOf(new URL(options.endpoint)))
  const region = options.region ?? regionOf(provider)
  const endpoint = new URL(options.endpoint ?? endpointOf(provider, region))
  const isPathStyle = options.forcePathStyle ?? (provider !== 'aws' || bucket.includes('.'))
  const signature = new SignatureV4(region)
  const credentials = credentialsOf(options)
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const address = new BucketAddress(endpoint, bucket, isPathStyle)
  return new S3Store({
    description: `${bucket} at ${endpoint.origin}`,
    place: { provider, bucket, region, endpoint: endpoint.href.replace(/\/$/, '') },
    abilities: { ...providers[provider].abilities, ...options.abilities },
    address: publicEndpoint === undefined ? address : new BucketAddress(new URL(publicEndpoint), bucket, isPathStyle),
    signature,
    credentials,
    client: new S3Client({ address, signature, credentials, fetch: send, timeoutMs }),
  })
}

function regionOf(provider: S3Provider): string {
  const { region } = providers[provider]
  if (region === undefined) throw new TypeError(`s3: the option 'region' must be named for the provider '${provider}'.`)
  return region
}

function endpointOf(provider: S3Provider, region: string): string {
  if (provider !== 'aws') throw new TypeError(`s3: the option 'endpoint' must be named for the provider '${provider}'.`)
  return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

function credentialsOf(options: S3Options): () => S3Credentials | Promise<S3Credentials> {
  if (options.credentials) return options.credentials
  const { accessKeyId, secretAccessKey, sessionToken } = options
  const fixed: S3Credentials = { accessKeyId, secretAccessKey, sessionToken }
  return () => fixed
}
