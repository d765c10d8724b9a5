import type { RecoveryStage, UploadRecord } from '../contract/recovery.js'

type Check = (value: unknown) => boolean

/**
 * Whether a value from the database is a record of the kind that this version writes. Earlier versions and any script
 * on the origin can write there, and an invalid record would be sent and confirmed with `undefined` in its fields.
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
const optional =
  (holds: Check): Check =>
  (value) =>
    value === undefined || holds(value)
const nullable =
  (holds: Check): Check =>
  (value) =>
    value === null || holds(value)
const object =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    hasShape(value, checks)

const stages: readonly RecoveryStage[] = ['inspecting', 'requesting', 'sending', 'confirming', 'registering']
const isAlgorithm = oneOf('md5', 'sha-256')

const picture = { width: isAmount, height: isAmount, blurhash: optional(isString) }

const shape: { readonly [K in keyof Required<UploadRecord>]: Check } = {
  id: isString,
  scope: isString,
  backend: isString,
  idempotencyKey: isString,
  name: isString,
  size: isCount,
  type: isString,
  metadata: object({}),
  group: optional(isString),
  stage: oneOf(...stages),
  isPaused: oneOf(true, false),
  digest: optional(object({ algorithm: isAlgorithm, hex: isString, base64: isString })),
  sniffedType: optional(isString),
  image: optional(object(picture)),
  video: optional(object({ ...picture, durationSeconds: optional(isAmount) })),
  picked: optional(object({ name: isString, size: isCount, type: isString })),
  fingerprint: optional(isString),
  reference: () => true,
  receipt: optional(nullable(object({ status: isCount, etag: nullable(isString) }))),
  parts: optional(object({ partSizeBytes: isPositive, partDigest: nullable(isAlgorithm) })),
}

function hasShape(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const members: Readonly<Record<string, unknown>> = { ...value }
  return Object.entries(checks).every(([name, holds]) => holds(members[name]))
}
