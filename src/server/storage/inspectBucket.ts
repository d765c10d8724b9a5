import type { ObjectStore } from './ObjectStore.js'
import type { S3Client } from './S3Client.js'
import { S3Store } from './S3Store.js'
import { StorageError } from './StorageError.js'
import { childrenOf, textOf, type XmlElement } from './xml/readXml.js'

/** What a bucket tells of itself. */
export interface BucketFacts {
  /**
   * How far this server's clock is ahead of storage's, to about a second. null: storage did not say. From 15 minutes on,
   * storage refuses what was signed here.
   */
  readonly clockAheadMs: number | null
  /** Whether the credentials may list the bucket. If not, S3 answers 403 for an object that does not exist. */
  readonly mayList: boolean
  readonly cors: Told<CorsRule>
  readonly lifecycle: Told<LifecycleRule>
}

/** Rules, or why storage does not tell them: it has no such call, or the credentials do not allow it. */
export type Told<Rule> =
  | { readonly isTold: true; readonly rules: readonly Rule[] }
  | { readonly isTold: false; readonly status: number | null; readonly code: string | null }

/** What pages of these origins may do. Methods are in capitals, headers in lower case; all but methods may have a `*`. */
export interface CorsRule {
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly headers: readonly string[]
  readonly exposedHeaders: readonly string[]
  readonly maxAgeSeconds: number | null
}

/** What storage does by itself with what begins with the prefix. */
export interface LifecycleRule {
  readonly isEnabled: boolean
  readonly prefix: string
  /** After how many days it discards uploads in parts that nobody has completed; null: never. */
  readonly abortsAfterDays: number | null
  /** After how many days it removes objects; null: never, or on a date. */
  readonly expiresAfterDays: number | null
  /** How many days after an object was overwritten or deleted it removes the old version; null: never. */
  readonly removesOldAfterDays: number | null
}

/**
 * Reads what an operator may have to mend. null if the store is not one of `s3`.
 * @throws {StorageError} if storage cannot be reached, or refuses the credentials
 */
export async function inspectBucket(store: ObjectStore): Promise<BucketFacts | null> {
  if (!(store instanceof S3Store)) return null
  const { client } = store
  const list = await tryToList(client)
  const [cors, lifecycle] = await Promise.all([
    readRules(client, {
      name: 'Cors',
      query: 'cors',
      none: 'NoSuchCORSConfiguration',
      element: 'CORSRule',
      toRule: toCorsRule,
    }),
    readRules(client, {
      name: 'LifecycleConfiguration',
      query: 'lifecycle',
      none: 'NoSuchLifecycleConfiguration',
      element: 'Rule',
      toRule: toLifecycleRule,
    }),
  ])
  return { ...list, cors, lifecycle }
}

/** Lists, instead of a HEAD of the bucket, because the answer to a HEAD does not say why it is refused. */
async function tryToList(client: S3Client): Promise<Pick<BucketFacts, 'clockAheadMs' | 'mayList'>> {
  const sentMs = Date.now()
  try {
    const query = { 'list-type': '2', 'max-keys': '1' }
    const { headers } = await client.call({ operation: 'ListObjectsV2', method: 'GET', query })
    const aheadMs = (sentMs + Date.now()) / 2 - Date.parse(headers.get('date') ?? '')
    return { clockAheadMs: Number.isNaN(aheadMs) ? null : Math.round(aheadMs), mayList: true }
  } catch (error) {
    if (!(error instanceof StorageError && error.code === 'AccessDenied')) throw error
    return { clockAheadMs: null, mayList: false }
  }
}

interface RulesToRead<Rule> {
  readonly name: string
  readonly query: string
  /** The code that says that there are none. */
  readonly none: string
  readonly element: string
  readonly toRule: (xml: XmlElement) => Rule
}

async function readRules<Rule>(
  client: S3Client,
  { name, query, none, element, toRule }: RulesToRead<Rule>,
): Promise<Told<Rule>> {
  try {
    const { xml } = await client.call({ operation: `GetBucket${name}`, method: 'GET', query: { [query]: '' } })
    if (!xml) return { isTold: false, status: 200, code: null }
    return { isTold: true, rules: childrenOf(xml, element).map(toRule) }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    const { status, code } = error
    return code === none ? { isTold: true, rules: [] } : { isTold: false, status, code }
  }
}

function toCorsRule(xml: XmlElement): CorsRule {
  const texts = (name: string): readonly string[] => childrenOf(xml, name).map(({ text }) => text.trim())
  return {
    origins: texts('AllowedOrigin'),
    methods: texts('AllowedMethod').map((method) => method.toUpperCase()),
    headers: texts('AllowedHeader').map((header) => header.toLowerCase()),
    exposedHeaders: texts('ExposeHeader').map((header) => header.toLowerCase()),
    maxAgeSeconds: toNumber(textOf(xml, 'MaxAgeSeconds')),
  }
}

function toLifecycleRule(xml: XmlElement): LifecycleRule {
  const within = (...names: readonly string[]): string | undefined =>
    names.reduce<XmlElement | undefined>((element, name) => element?.children.find((child) => child.name === name), xml)
      ?.text
  return {
    isEnabled: textOf(xml, 'Status') === 'Enabled',
    prefix: within('Filter', 'Prefix') ?? within('Filter', 'And', 'Prefix') ?? textOf(xml, 'Prefix') ?? '',
    abortsAfterDays: toNumber(within('AbortIncompleteMultipartUpload', 'DaysAfterInitiation')),
    expiresAfterDays: toNumber(within('Expiration', 'Days')),
    removesOldAfterDays: toNumber(within('NoncurrentVersionExpiration', 'NoncurrentDays')),
  }
}

function toNumber(text: string | undefined): number | null {
  return text === undefined || !/^\s*\d+\s*$/.test(text) ? null : Number(text)
}
