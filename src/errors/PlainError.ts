import type { UploadErrorCode } from './codes.js'
import type { UploadErrorInit } from './UploadError.js'

/** What went wrong. `problems.ts` has the text for developers. */
export type Problem =
  // the file
  | 'not-at-hand'
  | 'is-gone'
  | 'was-changed'
  | 'was-changed-while-sent'
  | 'is-unreadable'
  | 'has-no-digest'
  | 'prepare-threw'
  | 'prepare-returned-no-file'
  | 'is-restricted'
  | 'needs-parts'
  | 'is-too-large-for-parts'
  // the backend's answers
  | 'answered-too-late'
  | 'is-no-object'
  | 'is-of-no-kind'
  | 'has-no-file'
  | 'has-no-id'
  | 'has-no-receipt'
  | 'is-no-listing'
  | 'are-not-as-many'
  | 'has-no-url'
  | 'has-other-headers'
  | 'has-no-number'
  | 'has-no-part-size'
  | 'has-no-reference'
  | 'has-other-fields'
  | 'has-no-file-field'
  | 'is-for-other-bytes'
  | 'exists-with-others'
  | 'is-rejected'
  | 'is-registered-otherwise'
  | 'is-taken'
  | 'is-over'
  | 'has-no-calls-for-parts'
  | 'has-no-ticket'
  // storage
  | 'hides-its-etag'
  | 'holds-other-bytes'
  | 'has-lost-its-parts'
  | 'went-offline'
  // coatcheck itself
  | 'is-our-fault'

export interface PlainErrorInit extends Pick<UploadErrorInit, 'cause' | 'reasons' | 'retry' | 'serverText' | 'step'> {
  /** What the text names beside the file. */
  readonly detail?: string | number | undefined
}

/**
 * A failure as the code reports it that comes with the first file. `toUploadError` makes an `UploadError` of it, which
 * has a text, removes secrets from it, and knows what to do about its code. That comes with the first failure, because
 * most uploads do without it.
 */
export class PlainError extends Error {
  readonly code: UploadErrorCode
  readonly problem: Problem
  readonly init: PlainErrorInit

  constructor(code: UploadErrorCode, problem: Problem, init: PlainErrorInit = {}) {
    super(problem)
    this.code = code
    this.problem = problem
    this.init = init
  }
}
