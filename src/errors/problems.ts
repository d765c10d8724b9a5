import type { RejectionReason } from '../contract/restrictions.js'
import type { Problem } from './PlainError.js'

/** What a text may name. */
export interface Facts {
  /** The file of the upload. */
  readonly name: string
  /** What was found, or what was expected. */
  readonly detail: string | number | undefined
  readonly reasons: readonly RejectionReason[]
}

/**
 * What a `PlainError` says to developers: what happened, to what, and what to do next. The texts stand apart from the
 * code that finds the problems, because that comes with the first file and they with the first failure.
 */
export const problems: Readonly<Record<Problem, (facts: Facts) => string>> = {
  // the file
  'not-at-hand': ({ name }) => `${name} is not at hand. Pick it again.`,
  'is-gone': ({ name }) => `${name} was deleted or moved after it was picked. Pick it again.`,
  'was-changed': ({ name }) => `${name} was changed after it was picked. Pick it again.`,
  'was-changed-while-sent': ({ name }) => `${name} was changed while it was being sent. Pick it again.`,
  'is-unreadable': ({ name }) => `${name} could not be read to its end. Check the drive that it is on, and try again.`,
  'has-no-digest': ({ name }) => `The digest of ${name} could not be computed.`,
  'prepare-threw': ({ name }) => `prepare threw for ${name}.`,
  'prepare-returned-no-file': ({ name }) => `prepare must return a File for ${name}, and returned something else.`,
  'is-restricted': ({ name, reasons }) => `${name} does not keep to the restrictions: ${listReasons(reasons)}.`,
  'needs-parts': ({ name, detail }) =>
    `${name} is to be sent in one piece, which storage takes below ${detail} bytes only: it needs parts.`,
  'is-too-large-for-parts': ({ name }) => `${name} is larger than storage can take.`,
  // the backend's answers
  'answered-too-late': ({ detail }) => `The backend did not answer within ${detail} ms.`,
  'is-no-object': () => malformed('it is not an object'),
  'is-of-no-kind': () => malformed('its kind is none of existing, stored, put, post, multipart'),
  'has-no-file': () => malformed('there is no file in it'),
  'has-no-id': () => malformed('its file has no id'),
  'has-no-receipt': () => malformed('there is no receipt in it'),
  'is-no-listing': () => malformed('the list of parts is neither open, completed nor gone'),
  'are-not-as-many': ({ detail }) => malformed(`there have to be ${detail} in it`),
  'has-no-url': () => unusable('it has no url'),
  'has-other-headers': () => unusable('its headers are not an object of strings'),
  'has-no-number': () => unusable('its expiresInSeconds is not a number'),
  'has-no-part-size': () => unusable('its partSizeBytes is not a positive number'),
  'has-no-reference': () => unusable('it is for parts and has no reference'),
  'has-other-fields': () => unusable('its fields are not a list of [name, value]'),
  'has-no-file-field': ({ detail }) => unusable(`${detail} of its fields are '@file', exactly one must be`),
  'is-for-other-bytes': ({ name, detail }) => contradiction(`ticket for ${name} was signed for another ${detail}`),
  'exists-with-others': ({ name, detail }) => contradiction(`existing file for ${name} has another ${detail}`),
  'is-rejected': ({ name }) => `The backend rejects ${name}.`,
  'is-registered-otherwise': ({ name, detail }) => `What the backend registered for ${name} has another ${detail}.`,
  'is-taken': ({ name }) =>
    `The backend's ticket for ${name} names what another upload of this page has with other content.`,
  'is-over': ({ name }) => `The ticket for ${name}, or a URL for its parts, was about to expire when it came.`,
  'has-no-calls-for-parts': ({ name, detail }) =>
    `The ticket for ${name} wants parts, and the backend ${detail} has no calls for them.`,
  'has-no-ticket': ({ name }) => `There is no ticket for ${name}.`,
  // storage
  'hides-its-etag': () => 'Storage hides its ETag. Add ETag to ExposeHeaders in the CORS rules of the bucket.',
  'holds-other-bytes': ({ name }) => `What storage holds of ${name} is not what was sent.`,
  'has-lost-its-parts': ({ name }) => `Storage has let go of the parts of ${name}.`,
  'went-offline': ({ name }) => `The page went offline while ${name} was sent.`,
  // coatcheck itself
  'is-our-fault': ({ name }) => `A fault in coatcheck stopped ${name}. Please report it.`,
}

function listReasons(reasons: readonly RejectionReason[]): string {
  return reasons.map(({ code, limit }) => (limit === undefined ? code : `${code} (${limit})`)).join(', ')
}

function malformed(why: string): string {
  return `The answer of the backend cannot be used: ${why}.`
}

function unusable(why: string): string {
  return `The backend's ticket cannot be used: ${why}.`
}

function contradiction(what: string): string {
  return `The backend contradicts itself: its ${what}.`
}
