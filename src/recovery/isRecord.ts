import type { RecoveryStage, UploadRecord } from '../contract/recovery.js'

type Check = (value: unknown) => boolean

/**
 * Whether what lay in the database is a record as this version writes it. Anything on the origin can write there, and
 * an earlier version may have: what is no record would be counted, sent and confirmed as `undefined`.
 */
export function isRecord(value: unknown): value is UploadRecord {
  if (!hasShape(value, shape)) return false
  const { stage, reference } = value as UploadRecord
  return reference !== undefined || (stage !== 'confirming' && stage !== 'registering')
}

const isString: Check = (value) => typeof value === 'string'
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0
const isAmount: Check = (value) => Number.isFinite(value) && Number(value) >= 0
const isPositive: Check = (value) => Number.isFinite(value) && Number(value) > 0
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)
const maybe =
  (holds: Check): Check =>
  (value) =>
    value === undefined || holds(value)
const eitherNull =
  (holds: Check): Check =>
  (value) =>
    value === null || holds(value)
const object =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    hasShape(value, checks)

const stages: readonly RecoveryStage[] = ['inspecting', 'requesting', 'sending', 'confirming', 'registering']
const isAlgorithm = oneOf('md5', 'sha-256')

const shape: { readonly [K in keyof Required<UploadRecord>]: Check } = {
  id: isString,
  scope: isString,
  backend: isString,
  idempotencyKey: isString,
  name: isString,
  size: isCount,
  type: isString,
  metadata: object({}),
  group: maybe(isString),
  stage: oneOf(...stages),
  isPaused: oneOf(true, false),
  digest: maybe(object({ algorithm: isAlgorithm, hex: isString, base64: isString })),
  sniffedType: maybe(isString),
  image: maybe(object({ width: isAmount, height: isAmount, blurhash: maybe(isString) })),
  fingerprint: maybe(isString),
  reference: () => true,
  receipt: maybe(eitherNull(object({ status: isCount, etag: eitherNull(isString) }))),
  parts: maybe(object({ partSizeBytes: isPositive, partDigest: eitherNull(isAlgorithm) })),
}

function hasShape(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const members: Readonly<Record<string, unknown>> = { ...value }
  return Object.entries(checks).every(([name, holds]) => holds(members[name]))
}
