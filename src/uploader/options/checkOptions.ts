import { isAcceptList } from '../../shared/accept/accept.js'
import { checkBackend } from './checkBackend.js'
import {
  aFlag,
  aFunction,
  anObject,
  aNumberFrom,
  checkFields,
  type Rule,
  type Rules,
} from '../../shared/options/checkFields.js'
import { checkOption, ownOptions } from '../../shared/options/ownOptions.js'
import type { Concurrency, UploaderOptions } from '../../contract/options.js'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { warnLater } from '../../shared/options/warnLater.js'

/**
 * Wrong options throw at once. The message names the option, what was expected and what was given.
 * @throws {TypeError}
 */
export function checkOptions<TFile extends StoredFile>(options: UploaderOptions<TFile>): void {
  checkOption('The argument of createUploader', options, anObject)
  checkBackend(options.backend)
  checkFields(ownOptions('createUploader'), options, uploaderRules)
  const { backend, concurrency = {}, restrictions, recovery } = options
  checkFields(ownOptions('concurrency', 'concurrency.'), concurrency, concurrencyRules)
  checkRestrictions(restrictions)
  if (recovery && backend.scope === undefined) warnLater((warnings) => warnings.warnAboutScope(backend.name))
}

/** Origins as browsers write them, without a path or a slash at the end. */
export const someOrigins: Rule = [
  (value) => Array.isArray(value) && value.every((one) => URL.canParse(one) && new URL(one).origin === one),
  "a list of origins, such as 'https://storage.example'",
]

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
    'the result of createRecovery()',
  ],
  allowedOrigins: someOrigins,
  ports: anObject,
}

const concurrencyRules: Rules<Concurrency> = { inspecting: aNumberFrom(1), sending: aNumberFrom(1) }

/**
 * Checks the restrictions of an uploader or of a field.
 * @throws {TypeError}
 */
export function checkRestrictions(restrictions: Restrictions | undefined): void {
  if (restrictions === undefined) return
  checkOption('restrictions', restrictions, anObject)
  checkFields(ownOptions('restrictions', 'restrictions.'), restrictions, restrictionRules)
  const { minSizeBytes = 0, maxSizeBytes = Infinity } = restrictions
  checkOption('restrictions.minSizeBytes', minSizeBytes, [
    () => minSizeBytes <= maxSizeBytes,
    `at most maxSizeBytes, ${maxSizeBytes}`,
  ])
}

const aLimit = aNumberFrom(0)

const restrictionRules: Rules<Restrictions> = {
  accept: [
    (value) => typeof value === 'string' && isAcceptList(value),
    "types and extensions separated by commas, such as 'image/*, .docx'",
  ],
  maxSizeBytes: aLimit,
  minSizeBytes: aLimit,
  maxFiles: aLimit,
  maxTotalBytes: aLimit,
  maxPixels: aLimit,
  minWidth: aLimit,
  minHeight: aLimit,
  overflow: [(value) => value === 'reject' || value === 'replace', "'reject' or 'replace'"],
  maxPickedBytes: aLimit,
  check: aFunction,
}
