import { createFakeInspector } from '../../src/testing/fakes/fakeInspector.js'
import { createFakeTransport, type FakeTransport } from '../../src/testing/fakes/fakeTransport.js'
import { systemClock } from '../../src/page/systemClock.js'
import type { DoctorPorts, DoctorPage, PolicyViolation, ProbeInspector, TestRequest } from '../../src/doctor/ports.js'

/** How the page and storage behave in a test of the doctor. */
export interface FakeCase {
  readonly page?: Partial<Omit<DoctorPage, 'sendTestRequest' | 'watchPolicy'>>
  /** What the content policy blocks. */
  readonly violations?: PolicyViolation[]
  readonly transport?: FakeTransport
  /** Which testRequests are answered. @default all */
  readonly answers?: (question: TestRequest) => boolean | 'redirected'
  readonly engine?: ProbeInspector['engine']
  readonly hasOwnWorkerFailed?: boolean
  readonly isHashedInScript?: boolean
  readonly inspect?: ProbeInspector['inspect']
  /** This device's clock. */
  readonly date?: () => number
}

/** The doctor's ports as plain objects. Without options, nothing is wrong with the page or storage. */
export function createFakeDoctorPorts(
  fake: FakeCase = {},
): DoctorPorts & { readonly testRequests: readonly TestRequest[] } {
  const testRequests: TestRequest[] = []
  const inspector = createFakeInspector()
  let count = 0
  return {
    testRequests,
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
      sendTestRequest: async (request) => {
        testRequests.push(request)
        const answer = fake.answers?.(request) ?? true
        if (answer === 'redirected') return answer
        return answer ? 'answered' : 'nothing'
      },
    },
    createInspector: () => ({
      engine: fake.engine === undefined ? 'worker' : fake.engine,
      hasOwnWorkerFailed: fake.hasOwnWorkerFailed ?? false,
      inspect:
        fake.inspect ??
        (async (file, digest, signal) => ({
          ...(await inspector.inspect(file, { digest, signal, onProgress: () => undefined })),
          ...(fake.isHashedInScript && { isHashedInScript: true }),
        })),
      dispose: () => inspector.dispose(),
    }),
  }
}
