import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import type { FakeCallName, ScriptedFailure } from '../testing/fakes/fakeLog.js'
import { createFakeRecovery, type FakeRecovery } from '../testing/fakes/fakeRecovery.js'
import { type EngineSetup, type EngineUnderTest, setUpEngine } from '../../test/kit/setUpEngine.js'
import { UploadError } from '../errors/UploadError.js'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { Upload } from '../contract/upload.js'

const secret = 'SENTINEL'

/** Everything that may happen at any moment. */
type Happening =
  | { readonly kind: 'add'; readonly contents: readonly string[] }
  | { readonly kind: 'pause' | 'resume' | 'cancel' | 'retry' | 'remove'; readonly row: number | 'all' }
  | { readonly kind: 'online'; readonly isOnline: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'storage'; readonly outcome: SendOutcome }
  | { readonly kind: 'backend'; readonly call: FakeCallName; readonly status: number; readonly isAnswerLost: boolean }
  /** A server goes down or comes back. */
  | { readonly kind: 'outage'; readonly server: 'api' | 'storage'; readonly isOver: boolean }
  | { readonly kind: 'leave' }
  /** The page crashes or is reloaded, and comes back. */
  | { readonly kind: 'crash'; readonly isReload: boolean; readonly keepsFiles: boolean }

const refused = (status: number, code: string, message = ''): SendOutcome => ({
  kind: 'refused',
  refusal: { status, code, message: `${message} X-Amz-Signature=${secret}` },
})

const outcome = fc.constantFrom<SendOutcome>(
  { kind: 'no-answer', reason: 'network', sentBytes: 0 },
  { kind: 'no-answer', reason: 'network', sentBytes: 3 },
  { kind: 'no-answer', reason: 'stalled', sentBytes: 1 },
  { kind: 'no-answer', reason: 'silent', sentBytes: 9 },
  { kind: 'no-answer', reason: 'blocked', sentBytes: 0 },
  { kind: 'no-answer', reason: 'not-storage', sentBytes: 9 },
  refused(403, 'AccessDenied', 'Request has expired'),
  refused(403, 'SignatureDoesNotMatch'),
  refused(400, 'BadDigest'),
  refused(503, 'SlowDown'),
  refused(500, 'InternalError'),
  refused(412, 'PreconditionFailed'),
  refused(404, 'NoSuchUpload'),
  refused(413, 'EntityTooLarge'),
)

const noConnection: SendOutcome = { kind: 'no-answer', reason: 'network', sentBytes: 0 }

const row = fc.oneof(fc.constant('all' as const), fc.nat({ max: 5 }))
const happening = fc.oneof<fc.Arbitrary<Happening>[]>(
  fc.record({
    kind: fc.constant('add'),
    contents: fc.array(fc.constantFrom('', 'a', 'same content', 'another one'), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constantFrom('pause', 'resume', 'cancel', 'retry', 'remove'), row }),
  fc.record({ kind: fc.constant('online'), isOnline: fc.boolean() }),
  fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(0, 1, 30, 60, 400, 3000, 30_000) }),
  fc.record({ kind: fc.constant('storage'), outcome }),
  fc.record({
    kind: fc.constant('backend'),
    call: fc.constantFrom<FakeCallName>(
      'ticket',
      'confirm',
      'reconcile',
      'signParts',
      'listParts',
      'complete',
      'abandon',
    ),
    status: fc.constantFrom(0, 401, 403, 404, 409, 422, 429, 500, 503),
    isAnswerLost: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('outage'),
    server: fc.constantFrom('api' as const, 'storage' as const),
    isOver: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('leave') }),
  fc.record({ kind: fc.constant('crash'), isReload: fc.boolean(), keepsFiles: fc.boolean() }),
)

const world = fc.record({
  ticketKind: fc.constantFrom('put', 'post', 'multipart'),
  gathers: fc.boolean(),
  sharesFiles: fc.boolean(),
  confirmIsIdempotent: fc.boolean(),
  ticketExpiresInSeconds: fc.constantFrom(undefined, 4, 600),
  latencyMs: fc.constantFrom(0, 40),
  bytesPerSecond: fc.constantFrom(undefined, 40),
})

type World = typeof world extends fc.Arbitrary<infer T> ? T : never

/** Uploaders of one page after another in a world of faults, watched by the invariants. */
class Play {
  all: EngineUnderTest
  #recovery: FakeRecovery = createFakeRecovery()
  readonly #failures: Record<string, ScriptedFailure[]> = {
    ticket: [],
    confirm: [],
    reconcile: [],
    signParts: [],
    listParts: [],
    complete: [],
    abandon: [],
  }
  readonly #outcomes: SendOutcome[] = []
  readonly #isDown = { api: false, storage: false }
  readonly #contents = new Map<string, string>()
  readonly #told: string[] = []
  readonly #ends = new Map<string, string>()
  readonly #sentBytes = new Map<string, number>()
  readonly #violations: string[] = []
  /** Names of the files that this page has. */
  readonly #kept = new Set<string>()
  #files = 0

  constructor({ ticketExpiresInSeconds, bytesPerSecond, ...backend }: World) {
    this.all = this.#open({
      backend: {
        ...backend,
        scope: 'ann',
        reconciles: !backend.confirmIsIdempotent,
        secret,
        fail: this.#failures,
        gate: async () => {
          if (this.#isDown.api) throw new TypeError(`Failed to fetch https://api.example/?token=${secret}`)
        },
        ...(ticketExpiresInSeconds !== undefined && { ticketExpiresInSeconds }),
      },
      transport: {
        outcomes: () => (this.#isDown.storage ? noConnection : this.#outcomes.shift()),
        ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      },
    })
  }

  #open(setup: EngineSetup): EngineUnderTest {
    const all = setUpEngine({ ...setup, options: { recovery: this.#recovery } })
    for (const event of ['done', 'failed', 'cancelled'] as const) {
      all.uploader.on(event, ({ upload }) => this.#end(upload, event))
    }
    for (const event of ['added', 'rejected', 'settled', 'callStarted', 'callEnded'] as const) {
      all.uploader.on(event, (told) => void this.#told.push(JSON.stringify(told)))
    }
    return all
  }

  async let(happens: Happening): Promise<void> {
    const { uploader, clock, connection, page } = this.all
    switch (happens.kind) {
      case 'add': {
        const files = happens.contents.map((content) => createFakeFile(`${(this.#files += 1)}.txt`, content))
        const { accepted } = uploader.add(files)
        accepted.forEach((id, index) => this.#contents.set(id, happens.contents[index] ?? ''))
        break
      }
      case 'online':
        connection.setOnline(happens.isOnline)
        break
      case 'wait':
        await clock.advance(happens.ms)
        break
      case 'storage':
        this.#outcomes.push(happens.outcome)
        break
      case 'backend':
        this.#failNext(happens)
        break
      case 'outage':
        this.#isDown[happens.server] = !happens.isOver
        break
      case 'leave':
        page.leave()
        break
      case 'crash':
        await this.#crash(happens)
        break
      default:
        this.#command(happens.kind, happens.row)
    }
    this.#look()
  }

  /** Exactly the unfinished uploads must come back. */
  async #crash({ isReload, keepsFiles }: Happening & { readonly kind: 'crash' }): Promise<void> {
    const before = this.all
    // Browsers take a moment to write records.
    await before.clock.advance(0)
    const unfinished = before.uploader.getSnapshot().uploads.filter(isUnfinished)
    const doneBefore = [...this.#ends].filter(([, how]) => how === 'done')
    if (isReload) before.page.leave()
    // What a page does while it is being closed still happens.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    before.crash()
    const stillUnfinished = before.uploader.getSnapshot().uploads.filter(isUnfinished)
    this.#recovery = this.#recovery.inNextPage({ keepsFiles })
    this.all = this.#open({ before })
    this.#sentBytes.clear()
    this.#kept.clear()
    // Answers that arrive while the page is being closed may be too late to be stored.
    this.#ends.clear()
    for (const [id, how] of doneBefore) this.#ends.set(id, how)
    const recovered = await this.all.uploader.recover()
    const isBack = ({ id }: Upload): boolean => recovered.includes(id)
    const isAllBack = stillUnfinished.every(isBack) && recovered.length === unfinished.filter(isBack).length
    this.#check(isAllBack, `crash: ${recovered.join()} came back of ${unfinished.map(({ id }) => id).join()}`)
  }

  /** Provides the files that recovery has not stored. */
  async #provideFiles(): Promise<void> {
    const { uploader } = this.all
    for (const { id, name, file } of uploader.getSnapshot().uploads) {
      if (file !== null) continue
      // The upload continues in a new run.
      this.#ends.delete(id)
      // oxlint-disable-next-line no-await-in-loop -- one by one, as a user would
      await uploader.provideFile(id, createFakeFile(name, this.#contents.get(id) ?? ''))
    }
  }

  /** Ends all faults, and brings every upload to its end. */
  async end(): Promise<readonly string[]> {
    const { uploader, clock, connection } = this.all
    this.#outcomes.length = 0
    this.#isDown.api = false
    this.#isDown.storage = false
    for (const failures of Object.values(this.#failures)) failures.length = 0
    connection.setOnline(true)
    for (let round = 0; round < 4; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- round after round
      await this.#provideFiles()
      uploader.resume('all')
      this.#command('retry', 'all')
      // oxlint-disable-next-line no-await-in-loop -- round after round
      await clock.advance(200_000)
    }
    this.#look()
    this.#checkEnd()
    uploader.destroy()
    await clock.advance(100_000)
    this.#check(clock.pending === 0, 'V6: a timer is left')
    this.#check(this.all.transport.running === 0, 'V6: a transfer is left')
    this.#check(this.all.page.listeners === 0, 'V6: a listener is left')
    return this.#violations
  }

  #command(kind: 'pause' | 'resume' | 'cancel' | 'retry' | 'remove', index: number | 'all'): void {
    const { uploader } = this.all
    const rows = uploader.getSnapshot().uploads
    const chosen = index === 'all' ? rows : rows.slice(index, index + 1)
    const ids = chosen.map(({ id }) => id)
    if (kind === 'retry') for (const id of ids) this.#ends.delete(id)
    uploader[kind](ids)
  }

  #failNext({ call, status, isAnswerLost }: Happening & { readonly kind: 'backend' }): void {
    const error = (): unknown =>
      status === 0
        ? new TypeError(`Failed to fetch https://api.example/?token=${secret}`)
        : new UploadError(statusCodes[status] ?? 'backend-failed', `No. Authorization: Bearer ${secret}`, { status })
    const nth = this.all.backend.callsOf(call).length + 1
    // A server that refuses a call has done nothing.
    const isLost = isAnswerLost && (status === 0 || status >= 500)
    this.#failures[call]?.push({ nth, error, isAnswerLost: isLost })
  }

  #end(upload: Upload, how: string): void {
    this.#told.push(JSON.stringify(upload))
    const before = this.#ends.get(upload.id)
    // Errors of listeners are caught, so a listener cannot fail the test by throwing.
    if (before !== undefined) this.#violations.push(`V1: ${upload.id} was ${before}, and is ${how}`)
    this.#ends.set(upload.id, how)
  }

  #look(): void {
    const { uploads, totals } = this.all.uploader.getSnapshot()
    this.#check(totals.progress >= 0 && totals.progress <= 1, `V7: the bar is at ${totals.progress}`)
    for (const upload of uploads) {
      this.#check(upload.file !== null || !this.#kept.has(upload.id), `V4: ${upload.id} has lost its file`)
      if (upload.file !== null) this.#kept.add(upload.id)
      const before = upload.sentBytes === 0 ? 0 : (this.#sentBytes.get(upload.id) ?? 0)
      const isSound = upload.sentBytes >= before && upload.sentBytes <= upload.size
      this.#check(isSound, `V7: ${upload.id} went from ${before} to ${upload.sentBytes} bytes`)
      this.#sentBytes.set(upload.id, upload.sentBytes)
    }
  }

  #checkEnd(): void {
    const { uploader, backend, transport } = this.all
    const { uploads } = uploader.getSnapshot()
    for (const upload of uploads) {
      const isOver = upload.status === 'done' || (upload.status === 'failed' && upload.error.retry.when === 'never')
      this.#check(isOver, `V8: ${JSON.stringify(upload)}`)
    }
    const registered = backend.callsOf('confirm').length === 0 ? [] : backend.files.map(({ name }) => name)
    this.#check(new Set(registered).size === registered.length, `V2: two records of one row in ${registered.join()}`)
    const sizes = new Map([...this.#contents].map(([id, content]) => [id, content.length]))
    for (const [url, { size }] of transport.objects) {
      const id = /id-\d+/.exec(url)?.[0] ?? ''
      this.#check(size === sizes.get(id), `V3: ${id} is stored with ${size} bytes`)
    }
    const seen = JSON.stringify([uploader.getSnapshot(), this.#told])
    this.#check(!seen.includes(secret), 'V5: a secret shows')
  }

  #check(holds: boolean, violation: string): void {
    if (!holds) this.#violations.push(violation)
  }
}

/** Whether recovery continues the upload. Cancelled uploads and final failures are over. */
function isUnfinished(upload: Upload): boolean {
  if (upload.status === 'failed') return upload.error.retry.when !== 'never'
  return upload.status !== 'done' && upload.status !== 'cancelled'
}

const statusCodes: Readonly<Record<number, UploadError['code']>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'not-verified',
  422: 'request-invalid',
  429: 'rate-limited',
  500: 'server-error',
  503: 'server-error',
}

// oxlint-disable-next-line vitest/expect-expect -- the assertions are in the property
it('keeps V1 to V8 whatever happens in whatever order', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.array(happening, { minLength: 3, maxLength: 30 }), async (given, happenings) => {
      const play = new Play(given)
      // oxlint-disable-next-line no-await-in-loop -- the order is what is tested
      for (const happens of happenings) await play.let(happens)
      expect(await play.end()).toEqual([])
    }),
    { numRuns: Number(process.env['COATCHECK_RUNS'] ?? 300) },
  )
})
