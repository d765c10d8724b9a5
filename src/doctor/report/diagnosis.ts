import type { FindingFacts, Note } from './DoctorTexts.js'

/** The checks, in the order of an upload. */
export const checkNames = [
  'page',
  'worker',
  'wasm',
  'probe',
  'ticket',
  'address',
  'content-policy',
  'reachable',
  'preflight',
  'cors',
  'clock',
  'signature',
  'storage',
  'etag',
  'confirm',
  'clean-up',
] as const

/** The name of a check. */
export type CheckName = (typeof checkNames)[number]

/** Everything that the doctor can find, grouped by the checks that find it. */
export const problemCodes = [
  // page, wasm, worker
  'page-insecure',
  'wasm-blocked',
  'worker-blocked',
  'worker-not-found',
  'own-worker-failed',
  'inspection-failed',
  // probe, ticket
  'probe-refused',
  'api-unauthorized',
  'api-forbidden',
  'api-not-found',
  'api-missing',
  'api-refused',
  'api-rate-limited',
  'api-failed',
  'api-unreachable',
  'api-timeout',
  'api-redirected',
  'api-answer-malformed',
  'adapter-failed',
  'already-stored',
  // address, content-policy
  'mixed-content',
  'ticket-unusable',
  'policy-blocks-api',
  'policy-blocks-storage',
  // reachable, preflight, cors
  'offline',
  'storage-unreachable',
  'cors-origin-refused',
  'cors-method-refused',
  'cors-headers-refused',
  'preflight-refused',
  'cors-answer-hidden',
  // clock, signature
  'clock-skew',
  'clock-differs',
  'ticket-short-lived',
  'credentials-refused',
  'type-not-signed-as-sent',
  'signed-header-missing',
  'header-not-signed',
  'empty-checksum-signed',
  'signature-mismatch',
  // storage
  'connection-broken',
  'storage-slow',
  'uploads-intercepted',
  'storage-redirected',
  'not-storage',
  'bucket-missing',
  'storage-refused',
  'storage-failed',
  // etag, confirm, clean-up
  'etag-hidden',
  'etag-not-md5',
  'confirm-failed',
  'clean-up-failed',
] as const

/** What is wrong, as a code for programs. */
export type ProblemCode = (typeof problemCodes)[number]

/** What a check found to be wrong, and what to do about it. */
export interface Finding {
  readonly code: ProblemCode
  /** One or two sentences that say what is wrong. */
  readonly message: string
  /** What to configure, and where. */
  readonly advice: string
  /** Which text this is, with what varies in it, for other languages. `diagnose` always tells. */
  readonly text?: FindingFacts
}

/**
 * One check of a {@link Diagnosis}. The texts are in English until they are translated, and meant for developers. They hold no URL, header value, field
 * or token: only the page's own origin, in CORS rules, and the API's own words for a refusal.
 */
export type Check = { readonly name: CheckName } & (
  | { readonly outcome: 'ok' | 'not-checked'; readonly message: string; readonly text?: Note }
  /** 'problem': uploads fail. 'warning': uploads work, but something should be improved. */
  | ({ readonly outcome: 'problem' | 'warning' } & Finding)
)

/** What the doctor found, as plain data that can be stored, sent and shown. */
export interface Diagnosis {
  /** Whether no check found a problem. There may be warnings. */
  readonly ok: boolean
  /** The backend's `name`. */
  readonly backend: string
  /** All checks, including those that were not reached, in the order of {@link CheckName}. */
  readonly checks: readonly Check[]
}
