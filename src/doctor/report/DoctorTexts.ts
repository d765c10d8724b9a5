import type { UploadErrorCode } from '../../errors/codes.js'

/**
 * All sentences of the doctor's report in one language. A diagnosis holds the English ones, and says for each which text
 * it is and what varies in it: `translateDiagnosis` replaces them.
 */
export interface DoctorTexts {
  /** BCP 47: 'en', 'de', 'pt-BR'. */
  readonly language: string
  readonly notes: NoteTexts
  readonly findings: FindingTexts
}

/** What is wrong, and what to configure and where. */
export type FindingText = readonly [message: string, advice: string]

/** Storage's refusal: its HTTP status, and its own code such as 'AccessDenied'. */
export interface StorageAnswer {
  readonly status: number
  readonly code?: string
}

/** What an answer of the app's API says besides its meaning. */
export interface ApiAnswer {
  readonly status?: number
  /** The API's own words, in its language. */
  readonly said?: string
}

/** An error of an adapter, which explains itself in English, for developers. */
export interface AdapterError extends ApiAnswer {
  readonly detail: string
}

/** What the bucket should allow. */
export interface CorsFacts {
  /** The CORS rule for this page, as JSON in one line. */
  readonly rule: string
  readonly method: UploadMethod
}

/** A form is sent with POST, everything else with PUT. */
export type UploadMethod = 'PUT' | 'POST'

/** Names of headers or form fields; null stands for one that may be a secret. */
export type Names = readonly (string | null)[]

/** What a check says that found nothing wrong, or that had nothing to check. */
export interface NoteTexts {
  readonly 'not-reached': string
  readonly 'page-secure': string
  readonly 'worker-started': string
  readonly 'worker-from-blob': string
  readonly 'no-digest': string
  readonly 'wasm-used': string
  readonly 'probe-accepted': string
  readonly 'ticket-answered': (facts: { readonly kind: 'put' | 'post' | 'multipart' }) => string
  /** The API has the file that the doctor was given. */
  readonly 'file-known': string
  readonly 'address-allowed': string
  readonly 'policy-allows': string
  readonly 'storage-reachable': string
  readonly 'preflight-answered': string
  readonly 'answers-readable': string
  readonly 'signing-time-unknown': string
  readonly 'signed-just-now': string
  /** The page's own server shows that this device's clock is wrong. `aheadSeconds`: how far the signer's clock is ahead of it. */
  readonly 'device-clock-wrong': (facts: { readonly aheadSeconds: number }) => string
  readonly 'signature-accepted': string
  /** Storage refused the probe for another reason than its signature. */
  readonly 'signature-unopposed': string
  readonly 'probe-stored': string
  readonly 'etag-readable': string
  readonly 'etag-unneeded': string
  readonly 'confirm-not-asked': string
  readonly 'confirm-multipart': string
  /** `id` is null if it must stay secret. */
  readonly 'probe-registered': (facts: { readonly id: string | null }) => string
  readonly 'nothing-to-abandon': string
  readonly 'no-ticket': string
  readonly 'cannot-abandon': string
  readonly 'ticket-abandoned': string
}

/** What the doctor finds to be wrong. Where a code has several causes, the key names the cause after a slash. */
export interface FindingTexts {
  readonly 'page-insecure': FindingText
  readonly 'wasm-blocked': FindingText
  readonly 'worker-blocked': FindingText
  readonly 'worker-not-found': FindingText
  readonly 'own-worker-failed': FindingText
  readonly 'inspection-failed': FindingText

  /** `reasons` are codes. */
  readonly 'probe-refused': (facts: { readonly reasons: readonly string[] }) => FindingText
  readonly 'probe-refused/check-throws': FindingText
  readonly 'api-unauthorized': (answer: ApiAnswer) => FindingText
  readonly 'api-forbidden': (answer: ApiAnswer) => FindingText
  readonly 'api-not-found': (answer: ApiAnswer) => FindingText
  readonly 'api-missing': (answer: ApiAnswer) => FindingText
  readonly 'api-refused': (answer: ApiAnswer) => FindingText
  readonly 'api-rate-limited': (answer: ApiAnswer) => FindingText
  readonly 'api-failed': (answer: ApiAnswer) => FindingText
  readonly 'api-unreachable': (answer: ApiAnswer) => FindingText
  readonly 'api-timeout': (answer: ApiAnswer) => FindingText
  readonly 'api-redirected': (answer: ApiAnswer) => FindingText
  readonly 'api-answer-malformed': (error: AdapterError) => FindingText
  /** The answer is one, but not a ticket that can be used. */
  readonly 'api-answer-malformed/ticket': (error: AdapterError) => FindingText
  readonly 'adapter-failed': (answer: ApiAnswer) => FindingText
  /** A function of the app failed, such as `headers`. */
  readonly 'adapter-failed/app': (error: AdapterError) => FindingText
  readonly 'already-stored': FindingText

  readonly 'mixed-content': FindingText
  /** `why`: in English, for developers. */
  readonly 'ticket-unusable': (facts: { readonly why: string }) => FindingText
  readonly 'policy-blocks-api': FindingText
  readonly 'policy-blocks-storage': FindingText

  readonly offline: FindingText
  readonly 'storage-unreachable': FindingText
  readonly 'cors-origin-refused': (facts: CorsFacts) => FindingText
  readonly 'cors-method-refused': (facts: CorsFacts) => FindingText
  readonly 'cors-headers-refused': (facts: CorsFacts & { readonly headers: Names }) => FindingText
  readonly 'preflight-refused': (facts: CorsFacts) => FindingText
  readonly 'cors-answer-hidden': (facts: CorsFacts) => FindingText

  /** `aheadSeconds`: how far the signer's clock is ahead of this device's; null if the ticket does not say, 0 if they agree. */
  readonly 'clock-skew': (facts: {
    readonly verdict: 'expired' | 'premature' | 'skewed'
    readonly aheadSeconds: number | null
  }) => FindingText
  readonly 'clock-differs': (facts: { readonly aheadSeconds: number; readonly isStored: boolean }) => FindingText
  readonly 'ticket-short-lived': (facts: { readonly seconds: number }) => FindingText
  /** Storage says that the ticket has expired. */
  readonly 'ticket-short-lived/expired': (facts: { readonly seconds: number }) => FindingText
  readonly 'credentials-refused/key': (answer: StorageAnswer) => FindingText
  readonly 'credentials-refused/expired': (answer: StorageAnswer) => FindingText
  readonly 'credentials-refused/session': (answer: StorageAnswer) => FindingText
  readonly 'credentials-refused/scope': (answer: StorageAnswer) => FindingText
  /** A type was signed that the ticket does not contain. */
  readonly 'type-not-signed-as-sent': (facts: {
    readonly answer: StorageAnswer
    readonly method: UploadMethod
  }) => FindingText
  /** The ticket contains another type than the requested one. */
  readonly 'type-not-signed-as-sent/other': (facts: {
    readonly answer: StorageAnswer
    readonly type: string
  }) => FindingText
  readonly 'signed-header-missing': (facts: SignedNames) => FindingText
  readonly 'header-not-signed': (facts: SignedNames) => FindingText
  readonly 'empty-checksum-signed': (answer: StorageAnswer) => FindingText
  /** A warning: this storage stored the probe. */
  readonly 'empty-checksum-signed/ignored': FindingText
  readonly 'signature-mismatch': (facts: {
    readonly answer: StorageAnswer
    readonly isTypeSigned: boolean
  }) => FindingText

  readonly 'connection-broken': FindingText
  readonly 'connection-broken/early': FindingText
  readonly 'storage-slow': FindingText
  /** `worker` is the path of the service worker's script. */
  readonly 'uploads-intercepted': (facts: { readonly worker: string }) => FindingText
  readonly 'storage-redirected': FindingText
  readonly 'storage-redirected/region': (answer: StorageAnswer) => FindingText
  readonly 'not-storage': FindingText
  readonly 'bucket-missing': (answer: StorageAnswer) => FindingText
  /** The address in the ticket is not one for uploads. */
  readonly 'bucket-missing/method': (answer: StorageAnswer) => FindingText
  readonly 'storage-refused': (answer: StorageAnswer) => FindingText
  readonly 'storage-refused/checksum': (answer: StorageAnswer) => FindingText
  readonly 'storage-refused/checksum-format': (answer: StorageAnswer) => FindingText
  readonly 'storage-failed/full': (answer: StorageAnswer) => FindingText
  readonly 'storage-failed/busy': (answer: StorageAnswer) => FindingText
  readonly 'storage-failed/error': (answer: StorageAnswer) => FindingText

  /** A problem: the API needs the ETag. */
  readonly 'etag-hidden': (facts: CorsFacts) => FindingText
  /** A warning: the ETag would only be compared. */
  readonly 'etag-hidden/unchecked': (facts: CorsFacts) => FindingText
  readonly 'etag-not-md5': FindingText
  readonly 'confirm-failed': (facts: {
    readonly code: UploadErrorCode
    readonly error: Pick<AdapterError, 'detail' | 'said'>
  }) => FindingText
  readonly 'clean-up-failed': FindingText
}

/** The names that storage refused a signature for. With POST, they are the fields of a form. */
export interface SignedNames {
  readonly answer: StorageAnswer
  readonly method: UploadMethod
  readonly names: Names
}

/** Which of the texts, with what varies in it. */
type TextOf<TTexts> = {
  [TId in keyof TTexts]: TTexts[TId] extends (facts: infer TFacts) => unknown
    ? { readonly id: TId; readonly facts: TFacts }
    : { readonly id: TId }
}[keyof TTexts]

/** A note as plain data. */
export type Note = TextOf<NoteTexts>

/** A finding as plain data. Its code is what stands before the slash in its `id`. */
export type FindingFacts = TextOf<FindingTexts>

/** The findings that take just these facts. */
export type IdOf<TFacts> = {
  [TId in keyof FindingTexts]: FindingTexts[TId] extends (facts: infer TGiven) => unknown
    ? [TGiven, TFacts] extends [TFacts, TGiven]
      ? TId
      : never
    : never
}[keyof FindingTexts]
