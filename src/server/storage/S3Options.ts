import {
  aFlag,
  aFunction,
  anObject,
  checkFields,
  checkValue,
  isObject,
  kindOf,
  type Owner,
  ownerNamed,
  type Rule,
  type Rules,
} from '../../shared/options/checkFields.js'
import type { StorageAbilities } from './ObjectStore.js'
import { providers, type S3Provider } from './providers.js'
import type { S3Credentials } from './signing/SignatureV4.js'

/** The bucket, and whose S3 it is at. */
export interface S3BucketOptions {
  /** The name of the bucket. */
  readonly bucket: string
  /**
   * The URL of the storage, without the bucket. Left out for AWS, where the region names it.
   * @example endpoint: 'https://<account>.r2.cloudflarestorage.com'
   */
  readonly endpoint?: string
  /**
   * The URL under which browsers reach the same storage, if it differs from the one that this server uses. URLs for
   * browsers are signed for it.
   * @default `endpoint`
   */
  readonly publicEndpoint?: string
  /** @default 'auto' for R2 and Google Cloud Storage, 'us-east-1' for MinIO and others; elsewhere it must be named */
  readonly region?: string
  /**
   * Whose S3 it is, which decides what is signed.
   * @default recognised by the endpoint's host, else 'other', of which nothing is expected that some S3 lacks
   */
  readonly provider?: S3Provider
  /**
   * What your storage does differently from what is known of its provider. What you claim here is relied on.
   * @example abilities: { writesOnce: true }
   */
  readonly abilities?: Partial<StorageAbilities>
  /**
   * Whether the bucket stands in the path of URLs instead of the host's name.
   * @default false for AWS, unless the bucket's name has a dot; true elsewhere
   */
  readonly forcePathStyle?: boolean
  /**
   * Sends the calls that the server itself makes.
   * @default the global `fetch`
   */
  readonly fetch?: typeof fetch
  /**
   * How long a call that the server itself makes may take, including its retries.
   * @default 30_000
   */
  readonly timeoutMs?: number
}

/** Fixed credentials. */
export interface S3KeyOptions {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly credentials?: never
}

/** Credentials that change, such as those of a role. */
export interface S3CredentialsOptions {
  /**
   * Returns the present credentials. It is called for each signature, so it should remember them, as the providers of
   * `@aws-sdk/credential-providers` do. A URL expires at the latest with the credentials that signed it.
   * @example credentials: fromNodeProviderChain()
   */
  readonly credentials: () => S3Credentials | Promise<S3Credentials>
  readonly accessKeyId?: never
  readonly secretAccessKey?: never
  readonly sessionToken?: never
}

/** The options of `s3`. */
export type S3Options = S3BucketOptions & (S3KeyOptions | S3CredentialsOptions)

const aText: Rule = [(value) => typeof value === 'string' && value.trim() !== '', 'a string that is not empty']
const anEndpoint: Rule = [
  (value) => typeof value === 'string' && isEndpoint(value),
  'a URL that begins with https:// or http://, without a user, a query or a fragment',
]
const aProvider: Rule = [
  (value) => typeof value === 'string' && Object.hasOwn(providers, value),
  `one of ${Object.keys(providers).join(', ')}`,
]
const aTime: Rule = [(value) => typeof value === 'number' && value > 0, 'a number above 0']
const digests: Rule = [
  (value) => Array.isArray(value) && value.every((one) => one === 'md5' || one === 'sha-256'),
  "a list of 'md5' and 'sha-256'",
]

const rules: Rules<Omit<S3Options, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'> & S3Credentials> = {
  bucket: [aText[0], aText[1], true],
  endpoint: anEndpoint,
  publicEndpoint: anEndpoint,
  region: aText,
  provider: aProvider,
  abilities: anObject,
  forcePathStyle: aFlag,
  fetch: aFunction,
  timeoutMs: aTime,
  credentials: aFunction,
  accessKeyId: aText,
  secretAccessKey: aText,
  sessionToken: aText,
}

const abilityRules: Rules<StorageAbilities> = {
  putDigests: digests,
  postDigests: digests,
  partDigest: [(value) => value === null || value === 'md5' || value === 'sha-256', "'md5', 'sha-256' or null"],
  takesForms: aFlag,
  writesOnce: aFlag,
  needsCopyGuard: aFlag,
}

/** Most often it is an environment variable that is not set. */
const owner: Owner = {
  ...ownerNamed('s3'),
  describe: (value) => (value === '' ? 'an empty one' : kindOf(value)),
}

/**
 * Warns about unknown options.
 * @throws {TypeError} if an option can never work. The message names it and never repeats its value, which may be secret.
 */
export function checkS3Options(options: S3Options): void {
  if (!isObject(options)) throw new TypeError(`s3 needs its options, an object; it got ${kindOf(options)}.`)
  checkFields(owner, options, rules)
  if (options.abilities) checkFields(ownerNamed('s3', 'abilities.'), options.abilities, abilityRules)
  // An environment variable that is not set must not send anything to AWS.
  for (const name of ['endpoint', 'publicEndpoint'] as const)
    if (name in options) requireRight(options, name, anEndpoint)
  if (options.credentials === undefined) {
    for (const name of ['accessKeyId', 'secretAccessKey'] as const) requireRight(options, name, aText)
  } else if (options.accessKeyId !== undefined || options.secretAccessKey !== undefined) {
    throw new TypeError("s3 takes 'credentials', or 'accessKeyId' and 'secretAccessKey', and not both.")
  }
  for (const name of ['endpoint', 'publicEndpoint'] as const) requireNoBucket(name, options)
}

function requireRight(options: object, name: keyof S3Options, rule: Rule): void {
  checkValue(owner.label(name), Reflect.get(options, name), rule, owner.describe)
}

/** The URL that consoles show has the bucket in it. */
function requireNoBucket(name: 'endpoint' | 'publicEndpoint', options: S3Options): void {
  const text = options[name]
  if (text === undefined) return
  const { hostname, pathname } = new URL(text)
  if (!hostname.startsWith(`${options.bucket}.s3`) && !pathname.split('/').includes(options.bucket)) return
  throw new TypeError(`${owner.label(name)} must not contain the bucket, which has an option of its own.`)
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && !(username || password || search || hash)
}
