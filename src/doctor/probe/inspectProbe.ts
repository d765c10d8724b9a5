import type { Inspection } from '../../contract/ports/inspector.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { DoctorContext, Probe } from '../DoctorContext.js'

/** Inspects the probe in the worker and applies the backend's own checks. Returns null if the upload ends here. */
export async function inspectProbe(context: DoctorContext): Promise<Probe | null> {
  const { ports, options } = context
  const id = ports.createId()
  const file = options.file ?? createProbeFile(`${ports.createId()}-${ports.clock.date().toString(36)}`)
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

/** The bytes differ each time, because an API that recognises them would not let the probe be sent. */
function createProbeFile(mark: string): File {
  const text = `This is a probe of coatcheck's doctor, uploaded to check the set-up. It can be deleted.\n${mark}\n`
  return new File([text], 'coatcheck-probe.txt', { type: 'text/plain' })
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
    report.problem('worker', {
      code: 'inspection-failed',
      message: 'The probe could not be read or hashed, neither in a worker nor on the page.',
      advice:
        "Look in the console and the network panel for coatcheck scripts that failed to load. If you pass a 'file', check that it can still be read.",
    })
    return null
  }
}

function checkWorker({ report, inspector, violations }: DoctorContext): void {
  if (inspector.hasOwnWorkerFailed) {
    return report.warn('worker', {
      code: 'own-worker-failed',
      message: "The worker that 'createWorker' created did not start, so files are read in another way.",
      advice:
        "Check that the URL in 'createWorker' serves the file of coatcheck/worker from the installed release, as JavaScript, and that worker-src allows it.",
    })
  }
  if (inspector.engine === 'worker') return report.ok('worker', 'Files are read in a Web Worker.')
  if (inspector.engine === 'blob') {
    return report.ok(
      'worker',
      'Files are read in a Web Worker. It was started from a blob: URL, because its own file could not be loaded.',
    )
  }
  const isPolicy = violations.some(({ directive }) => /^(worker-src|child-src|require-trusted-types)/.test(directive))
  return report.warn('worker', {
    code: isPolicy ? 'worker-blocked' : 'worker-not-found',
    message: isPolicy
      ? "The page's content policy blocks Web Workers. Files are read on the page's own thread in small slices, which is slower."
      : "No Web Worker could be started. Files are read on the page's own thread in small slices, which is slower.",
    advice: isPolicy
      ? "Allow worker-src 'self' in the policy, and blob: as well if your bundler does not ship the worker's file."
      : "Copy the file of coatcheck/worker to your assets and pass 'createWorker'. It has to be served as JavaScript from the page's own origin.",
  })
}

/** Asks whoever hashed the bytes, because a worker's file may be served with a policy of its own, or with none. */
function checkWasm({ backend, report }: DoctorContext, { isHashedInScript }: Inspection): void {
  if (backend.digest === null) return report.skip('wasm', 'This backend asks for no digest, so nothing was hashed.')
  if (!isHashedInScript) return report.ok('wasm', 'Files are hashed with WebAssembly.')
  return report.warn('wasm', {
    code: 'wasm-blocked',
    message:
      'WebAssembly is blocked where files are hashed. JavaScript does it instead, which takes several times as long.',
    advice:
      "Add 'wasm-unsafe-eval' to script-src, both in the page's content policy and in the one that the worker's file is served with.",
  })
}

function passesBackendCheck({ backend, options, report }: DoctorContext, file: File): boolean {
  const reasons = readReasons(backend, file, options.metadata ?? {})
  if (reasons.length === 0) {
    report.ok('probe', 'The backend accepts the probe.')
    return true
  }
  report.problem('probe', {
    code: 'probe-refused',
    message: `The backend's own 'check' rejects the probe before any request is made: ${reasons.join(', ')}.`,
    advice:
      "Give the doctor what your uploads have: the 'metadata' that says what files belong to, or a 'file' of a kind that the API accepts.",
  })
  return false
}

function readReasons(
  backend: UploadBackend,
  file: File,
  metadata: DoctorContext['options']['metadata'] & {},
): readonly string[] {
  try {
    return (backend.check?.(file, metadata) ?? []).map(({ code }) => code)
  } catch {
    return ["its function 'check' throws"]
  }
}
