import type { Inspection } from '../contract/ports/inspector.js'
import type { UploadBackend } from '../contract/backend.js'
import type { Probe, Visit } from './visit.js'

/** Lets the probe go through the worker and the backend's own rules; null: it comes no further. */
export async function inspectProbe(visit: Visit): Promise<Probe | null> {
  const { ports, options } = visit
  const id = ports.createId()
  const file = options.file ?? makeProbeFile(`${ports.createId()}-${ports.clock.date().toString(36)}`)
  const inspection = await inspect(visit, file)
  if (!inspection || !passesRules(visit, file)) return null
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

/** New bytes each time: an API that knows bytes again would send nothing. */
function makeProbeFile(mark: string): File {
  const text = `This is a probe of coatcheck's doctor, uploaded to try the set-up. It can be removed.\n${mark}\n`
  return new File([text], 'coatcheck-probe.txt', { type: 'text/plain' })
}

async function inspect(visit: Visit, file: File): Promise<Inspection | null> {
  const { backend, chart, inspection, signal } = visit
  try {
    const found = await inspection.inspect(file, backend.digest, signal)
    noteWorker(visit)
    noteWasm(visit, found)
    return found
  } catch {
    signal.throwIfAborted()
    chart.problem('worker', {
      code: 'inspection-failed',
      message: 'The probe could not be read or hashed, in a worker or on the page.',
      advice:
        "Look at the console and the network panel for scripts of coatcheck that could not be loaded. If you pass a 'file', check that it can still be read.",
    })
    return null
  }
}

function noteWorker({ chart, inspection, violations }: Visit): void {
  if (inspection.hasOwnWorkerFailed) {
    return chart.warn('worker', {
      code: 'own-worker-failed',
      message: "The worker that 'createWorker' made did not start; another way was found.",
      advice:
        "Check that the URL in 'createWorker' gives the file of coatcheck/worker of this very release, as JavaScript, and that worker-src allows it.",
    })
  }
  if (inspection.engine === 'worker') return chart.ok('worker', 'Files are read in a Web Worker.')
  if (inspection.engine === 'blob') {
    return chart.ok('worker', 'Files are read in a Web Worker that starts from a blob: URL, as its own file cannot be.')
  }
  const isPolicy = violations.some(({ directive }) => /^(worker-src|child-src|require-trusted-types)/.test(directive))
  return chart.warn('worker', {
    code: isPolicy ? 'worker-blocked' : 'worker-not-found',
    message: isPolicy
      ? "The page's content policy lets no Web Worker start. Files are read on the page itself, in small slices: slower."
      : 'No Web Worker could be started. Files are read on the page itself, in small slices: slower.',
    advice: isPolicy
      ? "Let the policy have worker-src 'self', and blob: too if your bundler does not ship the worker's file."
      : "Copy the file of coatcheck/worker to where your assets are, and pass 'createWorker'. Its answer has to be JavaScript, from the page's own origin.",
  })
}

/** Looked at where the bytes were hashed: a worker's file may be served with a policy of its own, or none. */
function noteWasm({ backend, chart }: Visit, { isHashedInScript }: Inspection): void {
  if (backend.digest === null) return chart.skip('wasm', 'This backend asks for no digest, so nothing was hashed.')
  if (!isHashedInScript) return chart.ok('wasm', 'Files are hashed with WebAssembly.')
  return chart.warn('wasm', {
    code: 'wasm-blocked',
    message:
      'No WebAssembly could be compiled where files are hashed, so JavaScript does it, which takes several times as long.',
    advice:
      "Add 'wasm-unsafe-eval' to script-src, in the page's content policy and in that which the worker's file is served with.",
  })
}

function passesRules({ backend, options, chart }: Visit, file: File): boolean {
  const reasons = readRules(backend, file, options.metadata ?? {})
  if (reasons.length === 0) {
    chart.ok('probe', 'The backend takes the probe.')
    return true
  }
  chart.problem('probe', {
    code: 'probe-refused',
    message: `The backend's own rules turn the probe away before anything is asked: ${reasons.join(', ')}.`,
    advice:
      "Give the doctor what uploads are given: 'metadata' for what files belong to, or a 'file' of a kind that the API takes.",
  })
  return false
}

function readRules(backend: UploadBackend, file: File, metadata: Visit['options']['metadata'] & {}): readonly string[] {
  try {
    return (backend.check?.(file, metadata) ?? []).map(({ code }) => code)
  } catch {
    return ["its function 'check' throws"]
  }
}
