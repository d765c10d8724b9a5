import { guardOrigins } from '../transfer/allowedOrigins.js'
import { BackendCalls } from '../runner/callBackend.js'
import { Emitter } from '../shared/Emitter.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'
import { askForTicket } from './askForTicket.js'
import { Chart } from './chart.js'
import type { Diagnosis } from './diagnosis.js'
import { examineAddress } from './examineAddress.js'
import { examineEtag } from './examineEtag.js'
import { examinePage } from './examinePage.js'
import { cleanUp } from './cleanUp.js'
import { confirmProbe } from './confirmProbe.js'
import { inspectProbe } from './inspectProbe.js'
import { checkArguments, defaultTimeoutMs, type DiagnoseOptions } from './options.js'
import type { DoctorPorts } from './ports.js'
import { sendProbe } from './sendProbe.js'
import type { Claim, Visit } from './visit.js'

/** Uploads a probe step by step, as the core would, and writes down what each step shows. */
export async function examine(
  backend: UploadBackend,
  options: DiagnoseOptions,
  ports: DoctorPorts,
): Promise<Diagnosis> {
  checkArguments(backend, options)
  options.signal?.throwIfAborted()
  const over = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, over.signal]) : over.signal
  const visit: Visit = {
    backend,
    options,
    ports: { ...ports, transport: guardOrigins(ports.transport, options.allowedOrigins) },
    signal,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    chart: new Chart(),
    violations: ports.page.watchPolicy(over.signal),
    inspection: ports.openInspection(options.createWorker),
    calls: new BackendCalls<StoredFile>(ports.clock, new Emitter()),
  }
  try {
    await walk(visit)
    return visit.chart.toDiagnosis(backend.name)
  } finally {
    visit.inspection.end()
    over.abort()
  }
}

async function walk(visit: Visit): Promise<void> {
  examinePage(visit)
  const probe = await inspectProbe(visit)
  if (!probe) return
  const claims: Claim[] = []
  let isRegistered = false
  try {
    const ticket = await askForTicket(visit, probe, (claim) => claims.push(claim))
    if (!ticket || !examineAddress(visit, ticket)) return
    const receipt = await sendProbe(visit, probe, ticket)
    if (!receipt) return
    examineEtag(visit, probe, ticket, receipt)
    isRegistered = await confirmProbe(visit, probe, ticket, receipt)
  } finally {
    if (isRegistered) visit.chart.ok('clean-up', 'There is nothing to give back: the probe is a file now.')
    else await cleanUp(visit, claims)
  }
}
