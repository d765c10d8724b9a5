import { describe, expect, it } from 'vitest'
import { UploadError } from '../core/errors.js'
import type { SendOutcome } from '../core/ports.js'
import type { TicketAnswer, UploadBackend } from '../core/types.js'
import { diagnose } from '../doctor.js'
import { createFakeBackend, type FakeBackendOptions } from '../testing/fakeBackend.js'
import { createFakeTransport } from '../testing/fakeTransport.js'
import { type Check, checkNames, type CheckName, type Diagnosis, problemCodes } from './diagnosis.js'
import { examine } from './examine.js'
import { formatDiagnosis } from './formatDiagnosis.js'
import type { DiagnoseOptions } from './options.js'
import { createFakeDoctorPorts, type FakeCase } from './testing/fakeDoctorPorts.js'

interface Case extends FakeCase {
  readonly backend?: FakeBackendOptions
  /** What the backend is instead of the fake one's. */
  readonly instead?: Partial<UploadBackend>
  readonly outcomes?: readonly (SendOutcome | undefined)[]
  readonly options?: DiagnoseOptions
}

async function run({ backend, instead, outcomes, options, ...fake }: Case = {}) {
  const fakeBackend = createFakeBackend({ scope: 'test', secret: 'sentinel-of-this-ticket', ...backend })
  const transport = createFakeTransport(outcomes ? { outcomes } : {})
  const ports = createFakeDoctorPorts({ transport, ...fake })
  const diagnosis = await examine({ ...fakeBackend, ...instead }, options ?? {}, ports)
  expect(JSON.stringify(diagnosis)).not.toMatch(/sentinel|fake\.invalid/)
  expect(structuredClone(diagnosis)).toEqual(diagnosis)
  return { diagnosis, backend: fakeBackend, transport, questions: ports.questions }
}

function find({ checks }: Diagnosis, name: CheckName): Check {
  const check = checks.find((candidate) => candidate.name === name)
  if (!check) throw new Error(`There is no check ${name}.`)
  return check
}

/** What is not fine, as `check code`. */
function findings({ checks }: Diagnosis): readonly string[] {
  return checks.flatMap((check) => ('code' in check ? `${check.outcome} ${check.name} ${check.code}` : []))
}

const refused = (status: number, code?: string, message?: string): SendOutcome => ({
  kind: 'refused',
  refusal: { status, ...(code && { code }), ...(message && { message }) },
})
const lost = (sentBytes: number): SendOutcome => ({ kind: 'no-answer', reason: 'network', sentBytes })

const readable =
  (...methods: readonly string[]): NonNullable<FakeCase['answers']> =>
  ({ isReadable, method }) =>
    !isReadable || methods.includes(method)

const ticketOf = (answer: unknown): Partial<UploadBackend> => ({ requestTicket: async () => answer as TicketAnswer })

describe('a sound set-up', () => {
  for (const ticketKind of ['put', 'post'] as const) {
    it(`is told to be one, by ${ticketKind}`, async () => {
      const { diagnosis, backend, transport } = await run({ backend: { ticketKind } })
      expect(findings(diagnosis)).toEqual([])
      expect(diagnosis).toMatchObject({ ok: true, backend: 'fake' })
      expect(diagnosis.checks.map(({ name }) => name)).toEqual(checkNames)
      expect(backend.callsOf('confirm')).toEqual([])
      expect(backend.callsOf('abandon')).toHaveLength(1)
      expect(transport.requests).toHaveLength(1)
    })
  }

  it('is examined with bytes that are new each time', async () => {
    const bodies = await Promise.all(
      [run(), run({ date: () => 1 })].map(async (visit) => (await visit).transport.requests[0]?.body.text()),
    )
    expect(new Set(bodies).size).toBe(2)
  })

  it('is examined with one part where the API gives tickets for parts, which is freed again', async () => {
    const storage = new Map<string, Blob>()
    const { diagnosis, backend, transport } = await run({
      backend: { ticketKind: 'multipart', storage: () => storage },
    })
    expect(findings(diagnosis)).toEqual([])
    expect(transport.requests).toHaveLength(1)
    expect(backend.callsOf('abort')).toHaveLength(1)
    expect(backend.callsOf('complete')).toEqual([])
  })

  it('has the probe registered only where that is asked for, and says what is left', async () => {
    const { diagnosis, backend } = await run({ options: { confirm: true } })
    expect(find(diagnosis, 'confirm')).toMatchObject({ outcome: 'ok', message: expect.stringContaining('file-1') })
    expect(backend.files).toHaveLength(1)
    expect(backend.callsOf('abandon')).toEqual([])
  })

  it('keeps an id to itself that lets anybody use the file', async () => {
    const { diagnosis } = await run({ options: { confirm: true }, instead: { referenceIsCapability: true } })
    expect(find(diagnosis, 'confirm').message).not.toContain('file-1')
  })

  it('may be one that takes no ticket back, and says that something stays', async () => {
    const { abandon: _, ...backend } = { ...createFakeBackend(), abandon: null }
    const diagnosis = await examine(backend, {}, createFakeDoctorPorts())
    expect(findings(diagnosis)).toEqual([])
    expect(find(diagnosis, 'clean-up').message).toContain('may stay')
  })
})

describe('the page', () => {
  it.each<[string, FakeCase, readonly string[]]>([
    ['over http', { page: { isSecure: false } }, ['warning page page-insecure']],
    ['a policy without WASM', { isHashedInScript: true }, ['warning wasm wasm-blocked']],
    ['no worker', { engine: 'main' }, ['warning worker worker-not-found']],
    [
      'a policy without workers',
      { engine: 'main', violations: [{ directive: 'worker-src', origin: null }] },
      ['warning worker worker-blocked'],
    ],
    ['a worker from a blob', { engine: 'blob' }, []],
    ['a worker of its own that fails', { hasOwnWorkerFailed: true }, ['warning worker own-worker-failed']],
  ])('is warned of: %s', async (_name, fake, expected) => {
    const { diagnosis } = await run(fake)
    expect(findings(diagnosis)).toEqual(expected)
    expect(diagnosis.ok).toBe(true)
  })

  it('needs no WASM where nothing is hashed', async () => {
    const { diagnosis } = await run({ backend: { digest: null }, isHashedInScript: true })
    expect(find(diagnosis, 'wasm').outcome).toBe('not-checked')
  })

  it('ends the examination where the probe cannot be read', async () => {
    const error = new UploadError('inspection-failed', 'no')
    const { diagnosis, backend } = await run({ inspect: () => Promise.reject(error) })
    expect(findings(diagnosis)).toEqual(['problem worker inspection-failed'])
    expect(backend.calls).toEqual([])
    expect(find(diagnosis, 'storage').outcome).toBe('not-checked')
  })
})

describe('the backend', () => {
  it('is heard where its rules turn the probe away', async () => {
    const { diagnosis, backend } = await run({ instead: { check: () => [{ code: 'entity-missing' }] } })
    expect(findings(diagnosis)).toEqual(['problem probe probe-refused'])
    expect(find(diagnosis, 'probe').message).toContain('entity-missing')
    expect(backend.calls).toEqual([])
  })

  it.each([
    ['unauthorized', 'api-unauthorized'],
    ['forbidden', 'api-forbidden'],
    ['not-found', 'api-not-found'],
    ['request-invalid', 'api-refused'],
    ['rate-limited', 'api-rate-limited'],
    ['server-error', 'api-failed'],
    ['server-unreachable', 'api-unreachable'],
    ['server-timeout', 'api-timeout'],
    ['answer-malformed', 'api-answer-malformed'],
    ['unknown', 'adapter-failed'],
  ] as const)('says %s, which is %s', async (code, problem) => {
    const error = new UploadError(code, 'The answer is odd.', { status: 418, serverText: 'I am a teapot' })
    const { diagnosis } = await run({ backend: { fail: { ticket: [{ error }] } } })
    expect(findings(diagnosis)).toEqual([`problem ticket ${problem}`])
    expect(find(diagnosis, 'ticket').message).toContain('(status 418). The server says: "I am a teapot"')
  })

  it('may throw anything', async () => {
    for (const error of [new Error('https://x.test/?X-Amz-Signature=sentinel'), 'sentinel', null, { status: 403 }]) {
      const { diagnosis } = await run({ backend: { fail: { ticket: [{ error: () => error }] } } })
      expect(diagnosis.ok).toBe(false)
    }
  })

  it('is too slow where it does not answer in time, whether or not it heeds the signal', async () => {
    const instead = { requestTicket: () => new Promise<never>(() => undefined) }
    const { diagnosis } = await run({ instead, options: { timeoutMs: 20 } })
    expect(findings(diagnosis)).toEqual(['problem ticket api-timeout'])
  })

  it('is told when the content policy keeps its API away', async () => {
    const violations: { directive: string; origin: string | null }[] = []
    const instead = {
      requestTicket: async (): Promise<never> => {
        violations.push({ directive: 'connect-src', origin: 'https://api.test' })
        throw new TypeError('Failed to fetch')
      },
    }
    const { diagnosis } = await run({ violations, instead })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-api'])
  })

  it.each([null, {}, { kind: 'put' }, { kind: 'post', url: 'https://x.test', fields: [] }])(
    'gives something that is no ticket: %j',
    async (answer) => {
      const { diagnosis } = await run({ instead: ticketOf(answer) })
      expect(findings(diagnosis)).toEqual(['problem ticket api-answer-malformed'])
    },
  )

  it('may not know bytes that are new', async () => {
    const { diagnosis } = await run({ backend: { existing: () => ({ id: '1' }) } })
    expect(findings(diagnosis)).toEqual(['problem ticket already-stored'])
  })

  it('may know a file that it was given', async () => {
    const options = { file: new File(['known'], 'known.txt') }
    const { diagnosis } = await run({ backend: { existing: () => ({ id: '1' }) }, options })
    expect(findings(diagnosis)).toEqual([])
  })

  it('is told when it does not register what storage has', async () => {
    const error = new UploadError('not-verified', 'Not found.', { status: 409 })
    const { diagnosis, backend } = await run({
      backend: { fail: { confirm: [{ error }] } },
      options: { confirm: true },
    })
    expect(findings(diagnosis)).toEqual(['problem confirm confirm-failed'])
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })

  it('is told when it does not take its ticket back', async () => {
    const { diagnosis } = await run({ backend: { fail: { abandon: [{ error: new Error('no') }] } } })
    expect(findings(diagnosis)).toEqual(['warning clean-up clean-up-failed'])
  })
})

describe('the way to storage', () => {
  it('may not lead from https to http', async () => {
    const ticket = { kind: 'put', url: 'http://storage.test/a', reference: { key: 'key-1' } }
    const { diagnosis, transport } = await run({ instead: ticketOf(ticket) })
    expect(findings(diagnosis)).toEqual(['problem address mixed-content'])
    expect(transport.requests).toEqual([])
  })

  it('needs a ticket that can be used', async () => {
    const outcome: SendOutcome = { kind: 'unusable', why: 'The ticket has two values for Content-Type.' }
    const { diagnosis } = await run({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(['problem address ticket-unusable'])
    expect(find(diagnosis, 'address').message).toContain('two values')
  })

  it('needs one that lives long enough', async () => {
    const { diagnosis, transport } = await run({ backend: { ticketExpiresInSeconds: 1 } })
    expect(findings(diagnosis)).toEqual(['problem clock ticket-short-lived'])
    expect(transport.requests).toEqual([])
  })

  it('is closed where the content policy says so', async () => {
    const violations = [{ directive: 'connect-src', origin: 'https://storage.fake.invalid' }]
    const { diagnosis, questions } = await run({ violations, outcomes: [lost(0), lost(0)] })
    expect(findings(diagnosis)).toEqual(['problem content-policy policy-blocks-storage'])
    expect(questions).toEqual([])
  })

  it.each<[string, Case, string]>([
    ['nobody is there', { answers: () => false }, 'problem reachable storage-unreachable'],
    ['the browser is offline', { answers: () => false, page: { isOnline: () => false } }, 'problem reachable offline'],
    ['the origin is not allowed', { answers: readable() }, 'problem preflight cors-origin-refused'],
    ['the method is not allowed', { answers: readable('GET') }, 'problem preflight cors-method-refused'],
    ['headers are not allowed', { answers: readable('GET', 'PUT') }, 'problem preflight cors-headers-refused'],
    [
      'a form is refused its preflight',
      { backend: { ticketKind: 'post' }, answers: readable('POST') },
      'problem preflight preflight-refused',
    ],
    [
      'the answer is kept back',
      { answers: readable(), outcomes: [lost(100), lost(100)] },
      'problem cors cors-answer-hidden',
    ],
    [
      'it leads elsewhere, unreadably',
      { outcomes: [lost(9), lost(9)], answers: ({ isReadable }) => (isReadable ? 'redirected' : true) },
      'problem storage storage-redirected',
    ],
    ['it breaks off', { outcomes: [lost(100), lost(100)] }, 'problem storage connection-broken'],
    [
      'it is slow',
      { outcomes: [{ kind: 'no-answer', reason: 'silent', sentBytes: 100 }] },
      'problem storage storage-slow',
    ],
    [
      'it leads elsewhere',
      { outcomes: [{ kind: 'no-answer', reason: 'redirected', sentBytes: 100 }] },
      'problem storage storage-redirected',
    ],
    [
      'somebody else answers',
      { outcomes: [{ kind: 'no-answer', reason: 'not-storage', sentBytes: 100 }] },
      'problem storage not-storage',
    ],
  ])('is explained where %s', async (_name, given, expected) => {
    const { diagnosis, questions } = await run({ outcomes: [lost(0), lost(0)], ...given })
    expect(findings(diagnosis)).toEqual([expected])
    for (const { url } of questions) expect(url).not.toContain('?')
  })

  it('is told the rule to set, for this very page', async () => {
    const { diagnosis } = await run({ outcomes: [lost(0), lost(0)], answers: readable() })
    const check = find(diagnosis, 'preflight')
    expect('advice' in check && check.advice).toContain(
      '"AllowedOrigins": ["https://app.test"], "AllowedMethods": ["PUT"]',
    )
  })

  it('may break once by chance', async () => {
    const { diagnosis } = await run({ outcomes: [lost(0)] })
    expect(findings(diagnosis)).toEqual([])
  })
})

describe('storage', () => {
  it.each<[string, SendOutcome, string]>([
    ['a key that it does not know', refused(403, 'InvalidAccessKeyId'), 'problem signature credentials-refused'],
    ['no bucket', refused(404, 'NoSuchBucket'), 'problem storage bucket-missing'],
    ['a checksum of other bytes', refused(400, 'BadDigest'), 'problem storage storage-refused'],
    ['something else', refused(400, 'EntityTooLarge'), 'problem storage storage-refused'],
    ['that it is busy', refused(503, 'SlowDown'), 'problem storage storage-failed'],
    ['that it is full', refused(507), 'problem storage storage-failed'],
    ['a signature that does not fit', refused(403, 'SignatureDoesNotMatch'), 'problem signature signature-mismatch'],
    ['no, and nothing more', refused(403), 'problem signature signature-mismatch'],
    ['that time is up', refused(403, 'AccessDenied', 'Request has expired'), 'problem clock clock-skew'],
    ['that it is too early', refused(403, 'AccessDenied', 'Request is not valid yet'), 'problem clock clock-skew'],
    ['that clocks differ', refused(403, 'RequestTimeTooSkewed'), 'problem clock clock-skew'],
  ])('is read where it says: %s', async (_name, outcome, expected) => {
    const { diagnosis, backend } = await run({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual([expected])
    expect(find(diagnosis, 'cors').outcome).toBe('ok')
    expect(backend.callsOf('abandon')).toHaveLength(1)
  })

  it.each([
    [{ needsEtag: true }, ['problem etag etag-hidden']],
    [{ etagIsMd5: true }, ['warning etag etag-hidden']],
    [{}, []],
  ])('may hide its ETag from a backend with %j', async (backend, expected) => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: null } }
    const { diagnosis } = await run({ backend, outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(expected)
  })

  it('may have ETags that are no digests', async () => {
    const outcome: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: 'a'.repeat(32) } }
    expect(findings((await run({ backend: { etagIsMd5: true }, outcomes: [outcome] })).diagnosis)).toEqual([
      'problem etag etag-not-md5',
    ])
    expect(findings((await run({ outcomes: [outcome] })).diagnosis)).toEqual([])
  })
})

describe('whoever calls', () => {
  it('can end the examination, and the ticket is given back all the same', async () => {
    const controller = new AbortController()
    const transport = {
      ...createFakeTransport(),
      send: async (): Promise<never> => {
        controller.abort()
        throw new DOMException('aborted', 'AbortError')
      },
    }
    const backend = createFakeBackend()
    const ports = createFakeDoctorPorts({ transport })
    await expect(examine(backend, { signal: controller.signal }, ports)).rejects.toThrow('abort')
    await expect.poll(() => backend.callsOf('abandon').map(({ outcome }) => outcome)).toEqual(['answered'])
  })

  it('begins nothing under a signal that has fired', async () => {
    const backend = createFakeBackend()
    await expect(examine(backend, { signal: AbortSignal.abort() }, createFakeDoctorPorts())).rejects.toThrow('abort')
    expect(backend.calls).toEqual([])
  })

  it.each<[DiagnoseOptions, string]>([
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ file: 'a.txt' as unknown as File }, 'file'],
    [{ createWorker: 1 as unknown as () => Worker }, 'createWorker'],
  ])('is told of a wrong option: %j', async (options, name) => {
    await expect(examine(createFakeBackend(), options, createFakeDoctorPorts())).rejects.toThrow(
      new RegExp(`^diagnose expects the option '${name}'`),
    )
  })

  it('cannot ask on a server, where there is no page', async () => {
    await expect(diagnose(createFakeBackend())).rejects.toThrow(/^diagnose examines the page/)
  })

  it('gets a text to paste', async () => {
    const { diagnosis } = await run({ outcomes: [refused(404, 'NoSuchBucket')] })
    const text = formatDiagnosis(diagnosis)
    expect(text).toContain('uploads cannot work like this')
    expect(text).toContain(
      '- storage: PROBLEM. The bucket that the ticket names does not exist (status 404, NoSuchBucket).',
    )
    expect(text).toContain('[bucket-missing] Create it')
  })
})

it('has each code once', () => {
  expect(new Set(problemCodes).size).toBe(problemCodes.length)
})
