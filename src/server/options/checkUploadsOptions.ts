import {
  aFlag,
  aFunction,
  aNumberFrom,
  anObject,
  checkValue,
  isObject,
  kindOf,
  type Rule,
} from '../../shared/options/checkFields.js'
import { nearestName } from '../../shared/options/nearestName.js'
import { isAcceptList } from '../../shared/accept/accept.js'
import type { Quota } from '../records/Records.js'
import type { ObjectStore } from '../storage/ObjectStore.js'
import type { Profile } from '../uploads/profile/Profile.js'
import type { UploadsOptions } from './UploadsOptions.js'

type Checks<T> = { readonly [Name in keyof T]-?: Rule }

const aStorage: Rule = [hasMethods('signPut', 'head', 'remove'), 'storage, such as s3(…)', true]
const records: Rule = [
  hasMethods('openUnknown', 'lookUp', 'register'),
  'records, such as sqlite(…) or postgres(…)',
  true,
]
const aSize: Rule = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'a whole number of bytes']
const aTerm: Rule = [
  (value) => typeof value === 'number' && value >= 1 && value <= 604_800,
  'from 1 to 604800 (7 days)',
]
const aBasePath: Rule = [
  (value) => typeof value === 'string' && /^(\/[^/?#\s]+)*\/?$/.test(value),
  "a path that begins with a slash, such as '/api/uploads'",
]
const originList: Rule = [
  (value) => Array.isArray(value) && value.every(isOrigin),
  "a list of origins, such as ['https://app.example'], without a path and without '*'",
]
const aToken: Rule = [
  (value) => typeof value === 'string' && value.length >= 16 && /^[\x21-\x7e]+$/.test(value),
  'a secret of at least 16 characters without spaces',
]

const optionChecks: Checks<UploadsOptions> = {
  storage: aStorage,
  records,
  owner: [aFunction[0], 'a function that returns whose files a request is about, or null', true],
  profiles: [(value) => isObject(value) && Object.keys(value).length > 0, 'an object with at least one profile', true],
  basePath: aBasePath,
  origins: originList,
  ticketExpiresInSeconds: aTerm,
  urlExpiresInSeconds: aTerm,
  multipartAboveBytes: aSize,
  partSizeBytes: [
    (value) => Number.isSafeInteger(value) && Number(value) >= 5 * 1024 ** 2 && Number(value) <= 5 * 1024 ** 3,
    'a whole number of bytes from 5 MiB to 5 GiB, the limits of S3',
  ],
  hashUpToBytes: [(value) => value === Infinity || aSize[0](value), 'a whole number of bytes, or Infinity'],
  keepUnfinishedSeconds: aNumberFrom(60),
  storageEventsToken: aToken,
  previews: aFunction,
  waitUntil: aFunction,
  beforeTicket: aFunction,
  afterRegistered: aFunction,
  afterDeleted: aFunction,
  fileState: aFunction,
  onError: aFunction,
}

const profileChecks: Checks<Profile> = {
  accept: [(value) => typeof value === 'string' && isAcceptList(value), "types such as 'image/*,.pdf'"],
  maxSizeBytes: [aSize[0], 'a whole number of bytes, because nothing is accepted without a limit', true],
  minSizeBytes: aSize,
  quota: anObject,
  metadata: [isSchema, 'a Standard Schema, such as one of Zod or Valibot'],
  verifyHead: aFlag,
  sendWith: [(value) => value === 'put' || value === 'post' || value === 'multipart', "'put', 'post' or 'multipart'"],
}

const aCount: Rule = [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'a whole number']
const quotaChecks: Checks<Quota> = { maxFiles: aCount, maxTotalBytes: aSize, perWindow: anObject }
const windowChecks: Checks<NonNullable<Quota['perWindow']>> = {
  seconds: [(value) => Number.isSafeInteger(value) && Number(value) >= 1, 'a whole number of at least 1', true],
  maxFiles: aCount,
  maxBytes: aSize,
}

/** @throws {TypeError} naming the option that is wrong, what was expected and what was given. It never repeats a value. */
export function checkUploadsOptions(options: UploadsOptions): void {
  if (!isObject(options)) throw new TypeError(`createUploads needs its options, an object; it got ${kindOf(options)}.`)
  checkAll('', options, optionChecks)
  for (const [name, profile] of Object.entries(options.profiles)) checkProfile(name, profile, options.storage)
}

function checkProfile(name: string, profile: Profile, { abilities }: ObjectStore): void {
  const path = `profiles.${name}`
  checkValue(labelOf(path), profile, anObject, kindOf)
  checkAll(`${path}.`, profile, profileChecks)
  const { minSizeBytes = 0, maxSizeBytes, quota, sendWith, verifyHead, accept } = profile
  if (quota) checkAll(`${path}.quota.`, quota, quotaChecks)
  if (quota?.perWindow) checkAll(`${path}.quota.perWindow.`, quota.perWindow, windowChecks)
  if (minSizeBytes > maxSizeBytes) throw new TypeError(`${labelOf(`${path}.minSizeBytes`)} is above maxSizeBytes.`)
  if (verifyHead && accept === undefined) {
    throw new TypeError(`${labelOf(`${path}.verifyHead`)} needs 'accept', with which the bytes are compared.`)
  }
  if (sendWith === 'post' && !abilities.takesForms) {
    throw new TypeError(`${labelOf(`${path}.sendWith`)} is 'post', and this storage takes no forms.`)
  }
}

function checkAll(path: string, given: object, checks: Readonly<Record<string, Rule>>): void {
  // An unknown name is often a misspelt one, and what it was meant to limit would have no limit.
  for (const name of Object.keys(given)) if (!Object.hasOwn(checks, name)) throw unknownOption(path, name, checks)
  for (const [name, rule] of Object.entries(checks)) {
    const value: unknown = Reflect.get(given, name)
    if (value !== undefined || rule[2]) checkValue(labelOf(path + name), value, rule, kindOf)
  }
}

function unknownOption(path: string, name: string, checks: object): TypeError {
  const known = Object.keys(checks)
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? `The options are ${known.join(', ')}.` : `Did you mean '${nearest}'?`
  return new TypeError(`createUploads has no option '${path}${name.slice(0, 60)}'. ${hint}`)
}

function labelOf(name: string): string {
  return `createUploads: the option '${name}'`
}

function hasMethods(...names: readonly string[]): (value: unknown) => boolean {
  return (value) => isObject(value) && names.every((name) => typeof Reflect.get(value, name) === 'function')
}

function isSchema(value: unknown): boolean {
  // ArkType's schemas are functions.
  if (typeof value !== 'function' && !isObject(value)) return false
  const standard: unknown = Reflect.get(value, '~standard')
  return isObject(standard) && typeof Reflect.get(standard, 'validate') === 'function'
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value
}
