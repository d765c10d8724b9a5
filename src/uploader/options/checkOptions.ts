import { isAcceptList } from '../accept.js'
import { checkBackend } from './checkBackend.js'
import {
  aFlag,
  aFunction,
  anObject,
  aNumberFrom,
  checkFields,
  isObject,
  type Rules,
} from '../../shared/options/checkFields.js'
import { describeOption, ownOptions } from '../../shared/options/describeOption.js'
import type { Concurrency, UploaderOptions } from '../../contract/options.js'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { warnLater } from '../../shared/options/warnLater.js'

/**
 * Wrong options throw at once. The message names the option, what was expected and what was given.
 * @throws {TypeError}
 */
export function checkOptions<TFile extends StoredFile>(options: UploaderOptions<TFile>): void {
  if (!isObject(options))
    throw new TypeError(`createUploader needs an object of options; it got ${describeOption(options)}.`)
  checkBackend(options.backend)
  checkFields(ownOptions('createUploader'), options, uploaderRules)
  const { backend, concurrency = {}, restrictions, recovery, allowedOrigins } = options
  checkFields(ownOptions('concurrency', 'concurrency.'), concurrency, concurrencyRules)
  checkRestrictions(restrictions)
  checkOrigins(allowedOrigins)
  if (recovery && backend.scope === undefined) warnLater((warnings) => warnings.warnAboutScope(backend.name))
}

const uploaderRules: Rules<UploaderOptions> = {
  backend: anObject,
  restrictions: anObject,
  concurrency: anObject,
  autoStart: aFlag,
  prepare: aFunction,
  createWorker: aFunction,
  recovery: [
    (value) =>
      ['claim', 'save', 'forget'].every((name) => typeof Reflect.get(Object(value) as object, name) === 'function'),
    "the result of createRecovery() from 'coatcheck/recovery'",
  ],
  // `checkOrigins` checks it.
  allowedOrigins: [() => true, 'a list of origins'],
  ports: anObject,
}

const concurrencyRules: Rules<Concurrency> = { inspecting: aNumberFrom(1), sending: aNumberFrom(1) }

/**
 * Checks the restrictions of an uploader or of a field.
 * @throws {TypeError}
 */
export function checkRestrictions(restrictions: Restrictions | undefined): void {
  if (restrictions === undefined) return
  if (!isObject(restrictions))
    throw new TypeError(`restrictions must be an object; it is ${describeOption(restrictions)}.`)
  checkFields(ownOptions('restrictions', 'restrictions.'), restrictions, restrictionRules)
  const { minSizeBytes = 0, maxSizeBytes = Infinity } = restrictions
  if (minSizeBytes <= maxSizeBytes) return
  throw new TypeError(`restrictions.minSizeBytes must be at most maxSizeBytes, ${maxSizeBytes}; it is ${minSizeBytes}.`)
}

const aLimit = aNumberFrom(0)

const restrictionRules: Rules<Restrictions> = {
  accept: [
    (value) => typeof value === 'string' && isAcceptList(value),
    "a string of types and extensions separated by commas, such as 'image/*, application/pdf, .docx'",
  ],
  maxSizeBytes: aLimit,
  minSizeBytes: aLimit,
  maxFiles: aLimit,
  maxTotalBytes: aLimit,
  maxPixels: aLimit,
  minWidth: aLimit,
  minHeight: aLimit,
  overflow: [(value) => value === 'reject' || value === 'replace', "'reject' or 'replace'"],
  check: aFunction,
}

/**
 * Checks that origins are written as browsers write them, without a path or a slash at the end.
 * @throws {TypeError}
 */
export function checkOrigins(origins: readonly string[] | undefined): void {
  const wrong: unknown = Array.isArray(origins)
    ? origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
    : origins
  if (wrong === undefined) return
  throw new TypeError(
    `allowedOrigins must be a list of origins, such as 'https://storage.example'; ${describeOption(wrong)} is not one.`,
  )
}
