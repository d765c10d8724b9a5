import { expect } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import type { TicketAnswer } from '../../contract/ticket.js'
import type { UploadBackend } from '../../contract/backend.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../testing/fakeBackend.js'
import { createFakeTransport, type FakeTransport } from '../../testing/fakeTransport.js'
import type { Diagnosis } from '../diagnosis.js'
import { examine } from '../examine.js'
import type { DiagnoseOptions } from '../options.js'
import type { Question } from '../ports.js'
import { createFakeDoctorPorts, type FakeCase } from './fakeDoctorPorts.js'

export interface Case extends FakeCase {
  readonly backend?: FakeBackendOptions
  /** What the backend is instead of the fake one's. */
  readonly instead?: Partial<UploadBackend>
  readonly outcomes?: readonly (SendOutcome | undefined)[]
  readonly options?: DiagnoseOptions
}

interface Examined {
  readonly diagnosis: Diagnosis
  readonly backend: FakeBackend
  readonly transport: FakeTransport
  readonly questions: readonly Question[]
}

/** Examines a set-up of fakes; whatever comes of it, the diagnosis is plain data and holds no secret. */
export async function runExamination({ backend, instead, outcomes, options, ...fake }: Case = {}): Promise<Examined> {
  const fakeBackend = createFakeBackend({ scope: 'test', secret: 'sentinel-of-this-ticket', ...backend })
  const transport = createFakeTransport(outcomes ? { outcomes } : {})
  const ports = createFakeDoctorPorts({ transport, ...fake })
  const diagnosis = await examine({ ...fakeBackend, ...instead }, options ?? {}, ports)
  expect(JSON.stringify(diagnosis)).not.toMatch(/sentinel|fake\.invalid/)
  expect(structuredClone(diagnosis)).toEqual(diagnosis)
  return { diagnosis, backend: fakeBackend, transport, questions: ports.questions }
}

/** A backend that answers with this, whatever it is. */
export function answerWith(answer: unknown): Partial<UploadBackend> {
  return { requestTicket: async () => answer as TicketAnswer }
}

export function refuse(status: number, code?: string, message?: string): SendOutcome {
  return { kind: 'refused', refusal: { status, ...(code && { code }), ...(message && { message }) } }
}

export function lose(sentBytes: number): SendOutcome {
  return { kind: 'no-answer', reason: 'network', sentBytes }
}
