import type { Inspection } from '../../contract/ports/inspector.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'
import { fromBase64 } from '../../shared/bytes/base64.js'
import type { FindingFacts } from '../report/DoctorTexts.js'

/** Inspects the probe in the worker and applies the backend's own checks. Returns null if the upload ends here. */
export async function inspectProbe(context: DoctorContext): Promise<Probe | null> {
  const { ports, options } = context
  const id = ports.createId()
  const file = options.file ?? createProbeFile(ports.createId())
  const inspection = await inspect(context, file)
  if (!inspection || !passesBackendCheck(context, file)) return null
  const { digest, sniffedType, image } = inspection
  const request = {
    id,
    name: file.name,
    size: file.size,
    type: file.type || 'application/octet-stream',
    ...(digest && { digest }),
    ...(sniffedType && { sniffedType }),
    ...(image && { image }),
    metadata: options.metadata ?? {},
  }
  return { file, request, idempotencyKey: ports.createId() }
}

/** A PNG of one white pixel, because APIs that take only some types mostly take pictures. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=='

/** The bytes differ each time, because an API that recognises them would not let the probe be sent. */
function createProbeFile(mark: string): File {
  // What follows the end of a PNG is ignored.
  return new File([fromBase64(onePixel), mark], 'coatcheck-probe.png', { type: 'image/png' })
}

async function inspect(context: DoctorContext, file: File): Promise<Inspection | null> {
  const { backend, report, inspector, signal } = context
  try {
    const inspection = await inspector.inspect(file, backend.digest, signal)
    checkWorker(context)
    checkWasm(context, inspection)
    return inspection
  } catch {
    signal.throwIfAborted()
    report.problem('worker', { id: 'inspection-failed' })
    return null
  }
}

function checkWorker({ report, inspector, violations }: DoctorContext): void {
  if (inspector.hasOwnWorkerFailed) return report.warn('worker', { id: 'own-worker-failed' })
  if (inspector.engine === 'worker') return report.ok('worker', { id: 'worker-started' })
  if (inspector.engine === 'blob') return report.ok('worker', { id: 'worker-from-blob' })
  const isPolicy = violations.some(({ directive }) => /^(worker-src|child-src|require-trusted-types)/.test(directive))
  return report.warn('worker', { id: isPolicy ? 'worker-blocked' : 'worker-not-found' })
}

/** Asks whoever hashed the bytes, because a worker's file may be served with a policy of its own, or with none. */
function checkWasm({ backend, report }: DoctorContext, { isHashedInScript }: Inspection): void {
  if (backend.digest === null) return report.skip('wasm', { id: 'no-digest' })
  if (!isHashedInScript) return report.ok('wasm', { id: 'wasm-used' })
  return report.warn('wasm', { id: 'wasm-blocked' })
}

function passesBackendCheck({ backend, options, report }: DoctorContext, file: File): boolean {
  const objection = findObjection(backend, file, options.metadata ?? {})
  if (objection) report.problem('probe', objection)
  else report.ok('probe', { id: 'probe-accepted' })
  return objection === null
}

function findObjection(
  backend: UploadBackend,
  file: File,
  metadata: DoctorContext['options']['metadata'] & {},
): FindingFacts | null {
  try {
    const reasons = (backend.check?.(file, metadata) ?? []).map(({ code }) => code)
    return reasons.length === 0 ? null : { id: 'probe-refused', facts: { reasons } }
  } catch {
    return { id: 'probe-refused/check-throws' }
  }
}
