import { anObject, aString, checkFields, isObject, type Rule, type Rules } from '../../shared/options/checkFields.js'
import { checkOption, ownOptions } from '../../shared/options/ownOptions.js'
import { checkRestrictions } from './checkOptions.js'
import { hasEnded } from '../selectors.js'
import type { Upload } from '../../contract/upload.js'
import type { AddOptions, ClearOptions, Ids, SettledOptions } from '../../contract/uploader.js'
import type { Metadata } from '../../contract/json.js'
import type { RetryFrom } from '../../contract/step.js'

const someMetadata: Rule = [(value) => isObject(value) || typeof value === 'function', 'an object or a function']

const someFiles: Rule = [
  (value) => typeof value === 'object' && value !== null && Symbol.iterator in value,
  'an iterable of File, such as input.files',
]

const aFile: Rule = [(value) => value instanceof Blob && typeof Reflect.get(value, 'name') === 'string', 'a File']

const someIds: Rule = [(value) => typeof value === 'string' || Array.isArray(value), "an id, a list of ids or 'all'"]

/** The options of an uploader's methods. */
interface CallOptions {
  readonly add: AddOptions
  readonly clear: ClearOptions
  readonly addStored: Pick<AddOptions, 'group'>
  readonly retry: { readonly from?: RetryFrom }
  readonly whenSettled: SettledOptions
}

const callRules: { readonly [Call in keyof CallOptions]: Rules<CallOptions[Call]> } = {
  add: { metadata: someMetadata, group: aString, restrictions: anObject, handles: anObject },
  clear: {
    // Rows that are not finished are removed with `remove`.
    statuses: [
      (value) => Array.isArray(value) && value.every((status) => hasEnded({ status } as Upload)),
      "a list of 'done', 'failed' and 'cancelled'",
    ],
    group: aString,
  },
  addStored: { group: aString },
  retry: {
    from: [(value) => ['call', 'ticket', 'inspection'].includes(String(value)), "'call', 'ticket' or 'inspection'"],
  },
  whenSettled: { ids: [Array.isArray, 'a list of ids'], group: aString, signal: anObject },
}

/** @throws {TypeError} */
export function checkCall(call: keyof CallOptions, options: object): void {
  checkOption(`The argument of ${call}`, options, anObject)
  checkFields(ownOptions(call), options, callRules[call])
}

/**
 * Checks the options of `add`, which are also those of a field.
 * @throws {TypeError}
 */
export function checkAddOptions(options: { readonly [Name in keyof AddOptions]: AddOptions[Name] | undefined }): void {
  checkCall('add', options)
  checkRestrictions(options.restrictions)
}

/**
 * Checks the files of `add`, and returns them as a list.
 * @throws {TypeError}
 */
export function checkFiles(files: Iterable<File>): readonly File[] {
  checkOption('The argument of add', files, someFiles)
  const list = [...files]
  for (const file of list) checkOption('Each file of add', file, aFile)
  return list
}

/**
 * Checks what the app's `metadata` function returned for a file.
 * @throws {TypeError}
 */
export function checkMetadata(metadata: Metadata): Metadata {
  checkOption('What metadata returns', metadata, anObject)
  return metadata
}

/**
 * `undefined` is a mistake; an empty list is valid and names no upload.
 * @throws {TypeError}
 */
export function checkIds(ids: Ids, name: string): void {
  checkOption(name, ids, someIds)
}
