import type { Storage } from '../storage.ts'
import { embeddedAnswers } from './embeddedAnswers.ts'
import { minioAnswers } from './minioAnswers.ts'
import { versitygwAnswers } from './versitygwAnswers.ts'

/** What a storage says to a request. A success has no code. */
export interface Answer {
  readonly status: number
  readonly code: string
  /** Only where coatcheck reads it. */
  readonly message?: string
}

/** How a storage answers what S3's documentation forbids or leaves open: codes, and a few habits. */
export interface StorageAnswers {
  /** As its header `Server` has it. */
  readonly server: string
  readonly title: string
  readonly to: Readonly<Record<Rule, Answer>>
  /** Access-Control-Allow-Origin for `https://app.test` without CORS rules of the bucket. */
  readonly allowedOrigin: string
  /** Whether pages of other origins may read its refusal of a request that is not signed. */
  readonly showsUnsignedRefusals: boolean
  /** Whether open uploads are found by the beginning of their key, or only by all of it. */
  readonly listsUploadsByPrefix: boolean
  /** Whether it stores what has come of a body when the client disconnects, unless a digest was announced. */
  readonly storesCutBodies: boolean
  /** Whether a form's key may contain `${filename}`. */
  readonly insertsFileName: boolean
  /** What it tells of a bucket that has no rules: that there are none, or nothing, because it has no call for them. */
  readonly rulesOfNewBucket: Readonly<Record<'cors' | 'lifecycle', 'none' | 'untold'>>
  /** Whether a bucket can have CORS rules of its own. */
  readonly takesCorsRules: boolean
}

/** What a client does against the rules; the tests have the same names. */
export type Rule =
  | SignatureRule
  | 'another type than was signed'
  | 'another length than was signed'
  | 'another digest than was signed'
  | 'metadata that was not signed'
  | 'a redirection that was not signed'
  | 'a source of a copy that was not signed'
  | 'a signed header left out'
  | 'other bytes than the MD5 says'
  | 'other bytes than the SHA-256 says'
  | 'other bytes than the CRC32 says'
  | 'an MD5 in hex'
  | 'a SHA-256 in hex'
  | 'a body of unknown length'
  | 'a key that is too long'
  | 'an empty step in a key'
  | 'a key below the key of an object'
  | 'a key that must be new and is not'
  | 'a copy to a key that must be new and is not'
  | 'a range after the end'
  | 'a range of an empty object'
  | 'another ETag than is required'
  | 'a key without an object'
  | FormRule
  | PartRule

type SignatureRule =
  | 'an expired signature'
  | 'a signature of the future'
  | 'another signature'
  | 'another key than was signed'
  | 'another expiry than was signed'
  | 'an unknown access key'
  | 'a date that is none'
  | 'an expiry of more than a week'
  | 'another method than was signed'
  | 'no signature'
  | 'another bucket'

type FormRule =
  | 'a form with too many bytes'
  | 'a form with too few bytes'
  | 'a form with other bytes than its MD5 says'
  | 'a form with other bytes than its SHA-256 says'
  | 'a form with more bytes than its MD5 and its policy say'
  | 'a form with an expired policy'
  | 'a form with another key'
  | 'a form with another type'
  | 'a form with another policy'
  | 'a form with another signature'
  | 'a form with a field more'
  | 'a form without its type'
  | 'a form without its key'
  | 'a form without a file'
  | 'a form with its file first'
  | 'a form without an end'
  | 'a form for an object'

type PartRule =
  | 'a part with the number 0'
  | 'a part with the number 10001'
  | 'a part for an upload that has ended'
  | 'completing with a part that is not there'
  | 'completing with parts out of order'
  | 'completing with a small part before the last'
  | 'completing without parts'
  | 'completing with the ETag of other bytes'
  | 'completing again'
  | 'aborting again'
  | 'listing the parts of an upload that has ended'

/**
 * Finds the answers by the header `Server`, because a storage that is only named may be any.
 * @throws {Error} for a storage that has no table here
 */
export async function answersOf({ endpoint }: Pick<Storage, 'endpoint'>): Promise<StorageAnswers> {
  const server = (await fetch(endpoint)).headers.get('server') ?? ''
  const answers = [embeddedAnswers, minioAnswers, versitygwAnswers].find((one) => one.server === server)
  if (answers) return answers
  throw new Error(
    `What ${endpoint} answers is not known: its Server is "${server}". Add a table to e2e/storage/answers.`,
  )
}
