import { createFakeInspector } from '../../testing/fakeInspector.js'
import { createFakeTransport, type FakeTransport } from '../../testing/fakeTransport.js'
import { systemClock } from '../../page/systemClock.js'
import type { DoctorPorts, ExaminedPage, PolicyViolation, ProbeInspection, Question } from '../ports.js'

/** How the page and storage behave that a fake doctor examines. */
export interface FakeCase {
  readonly page?: Partial<Omit<ExaminedPage, 'ask' | 'watchPolicy'>>
  /** What the policy forbids; told when the transport or the backend is used. */
  readonly violations?: PolicyViolation[]
  readonly transport?: FakeTransport
  /** Which questions are answered. @default all */
  readonly answers?: (question: Question) => boolean | 'redirected'
  readonly engine?: ProbeInspection['engine']
  readonly hasOwnWorkerFailed?: boolean
  readonly isHashedInScript?: boolean
  readonly inspect?: ProbeInspection['inspect']
  /** This device's time of day. */
  readonly date?: () => number
}

/** The doctor's ports as plain objects: a page that is sound, unless told otherwise. */
export function createFakeDoctorPorts(fake: FakeCase = {}): DoctorPorts & { readonly questions: readonly Question[] } {
  const questions: Question[] = []
  const inspector = createFakeInspector()
  let count = 0
  return {
    questions,
    clock: { ...systemClock, date: fake.date ?? (() => Date.now()) },
    transport: fake.transport ?? createFakeTransport(),
    createId: () => `id-${++count}`,
    page: {
      origin: 'https://app.test',
      isHttps: true,
      isSecure: true,
      isOnline: () => true,
      readServiceWorker: () => null,
      readServerDate: async () => null,
      ...fake.page,
      watchPolicy: () => fake.violations ?? [],
      ask: async (question) => {
        questions.push(question)
        const answer = fake.answers?.(question) ?? true
        if (answer === 'redirected') return answer
        return answer ? 'answered' : 'nothing'
      },
    },
    openInspection: () => ({
      engine: fake.engine === undefined ? 'worker' : fake.engine,
      hasOwnWorkerFailed: fake.hasOwnWorkerFailed ?? false,
      inspect:
        fake.inspect ??
        (async (file, digest, signal) => ({
          ...(await inspector.inspect(file, { digest, signal, onProgress: () => undefined })),
          ...(fake.isHashedInScript && { isHashedInScript: true }),
        })),
      end: () => inspector.dispose(),
    }),
  }
}
