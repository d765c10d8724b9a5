import type { Check, CheckName as DoctorCheckName } from '../../doctor/report/diagnosis.js'
import type { S3Provider } from '../../server/storage/providers.js'

/** The checks, in the order of the report. Those that the doctor makes from a page as well have its names. */
export type CheckName =
  | Extract<
      DoctorCheckName,
      'address' | 'reachable' | 'clock' | 'signature' | 'storage' | 'preflight' | 'etag' | 'clean-up'
    >
  | 'profiles'
  | 'records'
  | 'owner'
  | 'origins'
  | 'list'
  | 'provider'
  | 'digest'
  | 'write-once'
  | 'form'
  | 'parts'
  | 'read'
  | 'private'
  | 'lifecycle'

/** Everything that the check can find. What the doctor finds from a page as well has its code. */
export const problemCodes = [
  'mixed-content',
  'storage-unreachable',
  'cors-origin-refused',
  'cors-method-refused',
  'cors-headers-refused',
  'cors-answer-hidden',
  'clock-skew',
  'clock-differs',
  'ticket-short-lived',
  'credentials-refused',
  'signature-mismatch',
  'storage-redirected',
  'not-storage',
  'bucket-missing',
  'storage-refused',
  'storage-failed',
  'etag-hidden',
  'clean-up-failed',
  'ticket-long-lived',
  'size-unlimited',
  'records-failed',
  'owner-failed',
  'owner-open',
  'origin-not-allowed',
  'address-internal',
  'list-forbidden',
  'provider-unknown',
  'terms-unverified',
  'digest-unverified',
  'overwritable',
  'copy-failed',
  'copied-by-server',
  'form-refused',
  'parts-refused',
  'read-failed',
  'public-read',
  'public-list',
  'public-write',
  'lifecycle-missing',
  'lifecycle-deletes-files',
  'lifecycle-too-early',
] as const

/** What is wrong, as a code for programs. */
export type ProblemCode = (typeof problemCodes)[number]

/** One check: what was asked, what came, and what to do. It has no URL with a signature, no key and no header's value. */
export type CheckResult = {
  readonly name: CheckName
  /** The origin that it is about, if there may be several. */
  readonly origin?: string
  /** What was asked. */
  readonly asked: string
  /** What came. */
  readonly message: string
  /** Rules and commands to paste. */
  readonly paste?: string
} & (
  | { readonly outcome: Exclude<Check['outcome'], 'problem' | 'warning'> }
  | ({ readonly outcome: 'problem' | 'warning' } & Advice)
)

export interface Advice {
  readonly code: ProblemCode
  /** What to configure, and where. */
  readonly advice: string
  readonly paste?: string
}

/** The report of all checks, as `--json` prints it. */
export interface CheckReport {
  /** Whether no check found a problem. There may be warnings. */
  readonly ok: boolean
  /** The bucket and its address. */
  readonly storage: string
  /** null: not a storage of `s3` */
  readonly provider: S3Provider | null
  readonly origins: readonly string[]
  readonly checks: readonly CheckResult[]
}
