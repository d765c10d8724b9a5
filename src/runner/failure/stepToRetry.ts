import type { RetryFrom, Step } from '../../contract/step.js'

const stepOf: Readonly<Record<RetryFrom, Step | null>> = { call: null, ticket: 'requesting', inspection: 'inspecting' }

/** The step with which a retry starts. */
export function stepToRetry(from: RetryFrom, failedAt: Step): Step {
  return stepOf[from] ?? failedAt
}
