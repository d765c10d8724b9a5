/** What is looked at, in the order of an upload. */
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

/** One thing that is looked at. */
export type CheckName = (typeof checkNames)[number]

/** Everything that the doctor can find, by the check that finds it. */
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

/** What is wrong, for programs. */
export type ProblemCode = (typeof problemCodes)[number]

/** What was found wrong: in words, and what to do. */
export interface Finding {
  readonly code: ProblemCode
  /** What is wrong, in a sentence or two. */
  readonly message: string
  /** What to configure, and where. */
  readonly advice: string
}

/**
 * One check of a {@link Diagnosis}. The texts are English, for developers, and hold no URL, header value, field or token:
 * only the page's own origin, in CORS rules, and the words that the API gives for a refusal.
 */
export type Check = { readonly name: CheckName } & (
  | { readonly outcome: 'ok' | 'not-checked'; readonly message: string }
  /** 'problem': uploads fail. 'warning': they work, and something could be better. */
  | ({ readonly outcome: 'problem' | 'warning' } & Finding)
)

/** What the doctor found: plain data, which can be stored, sent and shown. */
export interface Diagnosis {
  /** No check found a problem. There may be warnings. */
  readonly ok: boolean
  /** The backend's `name`. */
  readonly backend: string
  /** All of them, each time, in the order of {@link CheckName}. */
  readonly checks: readonly Check[]
}
