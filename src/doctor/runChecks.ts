import type { UploadBackend } from '../contract/backend.js'
import { guardOrigins } from '../transfer/guardOrigins.js'
import { checkAddress } from './checks/checkAddress.js'
import { checkEtag } from './checks/checkEtag.js'
import { checkPage } from './checks/checkPage.js'
import type { DoctorContext, OpenTicket } from './DoctorContext.js'
import { checkArguments, defaultTimeoutMs, type DiagnoseOptions } from './options.js'
import type { DoctorPorts } from './ports.js'
import { abandonTickets } from './probe/abandonTickets.js'
import { confirmProbe } from './probe/confirmProbe.js'
import { inspectProbe } from './probe/inspectProbe.js'
import { requestProbeTicket } from './probe/requestProbeTicket.js'
import { sendProbe } from './probe/sendProbe.js'
import type { Diagnosis } from './report/diagnosis.js'
import { Report } from './report/Report.js'

/** Uploads a probe in the steps of a real upload, and reports what each step shows about the set-up. */
export async function runChecks(
  backend: UploadBackend,
  options: DiagnoseOptions,
  ports: DoctorPorts,
): Promise<Diagnosis> {
  checkArguments(backend, options)
  options.signal?.throwIfAborted()
  const ended = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal
  const context: DoctorContext = {
    backend,
    options,
    ports: { ...ports, transport: guardOrigins(ports.transport, options.allowedOrigins) },
    signal,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    report: new Report(),
    violations: ports.page.watchPolicy(ended.signal),
    inspector: ports.createInspector(options.createWorker),
  }
  try {
    await uploadProbe(context)
    return context.report.toDiagnosis(backend.name)
  } finally {
    context.inspector.dispose()
    ended.abort()
  }
}

async function uploadProbe(context: DoctorContext): Promise<void> {
  checkPage(context)
  const probe = await inspectProbe(context)
  if (!probe) return
  const tickets: OpenTicket[] = []
  let isRegistered = false
  try {
    const ticket = await requestProbeTicket(context, probe, (open) => tickets.push(open))
    if (!ticket || !checkAddress(context, ticket)) return
    const receipt = await sendProbe(context, probe, ticket)
    if (!receipt) return
    checkEtag(context, probe, ticket, receipt)
    isRegistered = await confirmProbe(context, probe, ticket, receipt)
  } finally {
    if (isRegistered) context.report.ok('clean-up', { id: 'nothing-to-abandon' })
    else await abandonTickets(context, tickets)
  }
}
