import { expect } from 'vitest'
import type { SendOutcome } from '../../src/contract/ports/transport.js'
import type { TicketAnswer } from '../../src/contract/ticket.js'
import type { UploadBackend } from '../../src/contract/backend.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../src/testing/fakes/fakeBackend.js'
import { createFakeTransport, type FakeTransport } from '../../src/testing/fakes/fakeTransport.js'
import type { Diagnosis } from '../../src/doctor/report/diagnosis.js'
import { runChecks } from '../../src/doctor/runChecks.js'
import type { DiagnoseOptions } from '../../src/doctor/options.js'
import type { TestRequest } from '../../src/doctor/ports.js'
import { createFakeDoctorPorts, type FakeCase } from './fakeDoctorPorts.js'

export interface Case extends FakeCase {
  readonly backend?: FakeBackendOptions
  /** Members that replace those of the fake backend. */
  readonly instead?: Partial<UploadBackend>
  readonly outcomes?: readonly (SendOutcome | undefined)[]
  readonly options?: DiagnoseOptions
}

interface Result {
  readonly diagnosis: Diagnosis
  readonly backend: FakeBackend
  readonly transport: FakeTransport
  readonly testRequests: readonly TestRequest[]
}

/** Runs all checks on fakes, and asserts that the diagnosis is plain data without a secret. */
export async function runDiagnosis({ backend, instead, outcomes, options, ...fake }: Case = {}): Promise<Result> {
  const fakeBackend = createFakeBackend({ scope: 'test', secret: 'sentinel-of-this-ticket', ...backend })
  const transport = createFakeTransport(outcomes ? { outcomes } : {})
  const ports = createFakeDoctorPorts({ transport, ...fake })
  const diagnosis = await runChecks({ ...fakeBackend, ...instead }, options ?? {}, ports)
  expect(JSON.stringify(diagnosis)).not.toMatch(/sentinel|fake\.invalid/)
  expect(structuredClone(diagnosis)).toEqual(diagnosis)
  return { diagnosis, backend: fakeBackend, transport, testRequests: ports.testRequests }
}

/** A backend that answers the ticket call with any value. */
export function answerWith(answer: unknown): Partial<UploadBackend> {
  return { requestTicket: async () => answer as TicketAnswer }
}

export function refuse(status: number, code?: string, message?: string): SendOutcome {
  return { kind: 'refused', refusal: { status, ...(code && { code }), ...(message && { message }) } }
}

export function lose(sentBytes: number): SendOutcome {
  return { kind: 'no-answer', reason: 'network', sentBytes }
}
