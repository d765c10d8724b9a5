import { createUploader, isResting, type Snapshot, type Upload, type Uploader } from 'coatcheck/core'
import { createRecovery } from 'coatcheck/recovery'
// An app cannot change these limits, but with the defaults a soak would take an hour.
import { browserConnection } from '../../src/page/connection.ts'
import { systemClock } from '../../src/page/systemClock.ts'
import { createTransport } from '../../src/transfer/transport.ts'
import { createFaultBackend } from './faultBackend.ts'
import { hurriedClock } from './hurriedClock.ts'
import { queryClient } from './probe.ts'

/** What the user does with one file, and when. */
export interface UserAction {
  /** stored: all bytes are sent, and there is no answer for a while. */
  readonly when: 'added' | 'sending' | 'stored' | 'confirming' | 'done'
  /** meddle: every command that must have no effect during a confirm. */
  readonly does: 'pause' | 'cancel' | 'remove' | 'meddle'
  /** The delay before the action. @default 0: in the same task */
  readonly afterMs?: number
  /** Starts the upload again. */
  readonly again?: { readonly with: 'resume' | 'retry'; readonly afterMs: number }
}

/** The final state of one row. */
export interface SoakRow {
  readonly id: string
  readonly name: string
  readonly status: Upload['status'] | 'removed'
  readonly outcome?: string
  readonly storedId?: string
  readonly at?: string
  readonly code?: string
  /** The events about the upload, in order. */
  readonly events: readonly string[]
}

export interface SoakState {
  readonly count: number
  readonly active: number
  /** The number of rows that wait for a connection. */
  readonly offline: number
  readonly actionsLeft: number
  readonly failed: readonly { readonly id: string; readonly name: string; readonly code: string }[]
}

/** The page's interface to the soak. */
export interface SoakPage {
  /** Shows the parts with the uploader that all laps share. */
  open(): void
  /** Plans the user's actions. Call it before the files are added. */
  plan(actions: Readonly<Record<string, UserAction>>): void
  retry(ids: readonly string[]): void
  /** Pauses or resumes all uploads. */
  pauseAll(isPaused: boolean): void
  state(): SoakState
  /** Scrolls the list and the page to a position from 0 to 1, so that rows and tiles are mounted and unmounted. */
  scrollTo(place: number): void
  rows(): readonly SoakRow[]
  /** Describes everything that must not have happened. */
  violations(): readonly string[]
  /** Names of files on which the user acted just before the connection was lost, so that a call about them may be lost. */
  cutShort(): readonly string[]
  /** Names of files that were being sent when the connection was lost or all uploads were paused. */
  interrupted(): readonly string[]
  /** Removes all rows and unmounts the parts. */
  close(): Promise<void>
  /** Destroys the uploader. */
  end(): void
  /** The number of mirrored calls in the app's query client. */
  mutations(): number
  /** Clears the app's query cache, which keeps results for minutes. */
  forgetQueries(): void
}

declare global {
  interface Window {
    coatcheckSoak?: SoakPage
  }
}

const params = new URLSearchParams(location.search)
const number = (name: string, otherwise: number): number => Number(params.get(name) ?? otherwise)
const pollMs = 20
/** Longer than a pending answer takes. */
const silenceMs = 400
const tellingMs = 1000

/** The uploader that the scene shows. */
export const current: { shown: { readonly uploader: Uploader | null }; readonly listeners: Set<() => void> } = {
  shown: { uploader: null },
  listeners: new Set(),
}

function show(uploader: Uploader | null): void {
  current.shown = { uploader }
  for (const tell of current.listeners) tell()
}

function createSoakUploader(): Uploader {
  const backend = createFaultBackend()
  const isRecovering = params.get('recovery') === 'yes'
  return createUploader({
    backend: isRecovering ? { ...backend, scope: 'soak' } : backend,
    ...(isRecovering && { recovery: createRecovery() }),
    concurrency: { sending: number('concurrency', 3) },
    ports: {
      // With the fast clock, the shortest delays would be almost zero, and all attempts would fail before the connection
      // is stable again.
      random: () => 0.5 + Math.random() / 2,
      clock: hurriedClock(number('hurry', 5)),
      transport: createTransport({
        clock: systemClock,
        connection: browserConnection,
        stallAfterMs: number('stall', 1500),
        answerWithinMs: number('answer', 8000),
      }),
    },
  })
}

/** The user of the page, who carries out the planned actions in time. */
class Person {
  readonly #uploader: Uploader
  readonly #actions = new Map<string, UserAction>()
  /** Rows whose action is pending, and since when their condition has held. */
  readonly #watched = new Map<string, { readonly name: string; readonly action: UserAction; since: number | null }>()
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #poll: ReturnType<typeof setInterval>
  readonly #stops: readonly (() => void)[]
  readonly removed: SoakRow[] = []
  readonly events = new Map<string, string[]>()
  readonly violations: string[] = []
  readonly cutShort = new Set<string>()
  readonly interrupted = new Set<string>()
  /** The time of the last action on each file. */
  readonly #doneAt = new Map<string, number>()

  constructor(uploader: Uploader) {
    this.#uploader = uploader
    this.#stops = [
      uploader.on('added', ({ uploads }) => {
        for (const upload of uploads) this.#meet(upload)
      }),
      ...(['done', 'failed', 'cancelled'] as const).map((event) =>
        uploader.on(event, ({ upload }) => this.#note(upload.id, event)),
      ),
    ]
    this.#poll = setInterval(() => this.#look(), pollMs)
    window.addEventListener('offline', this.#onOffline)
  }

  get actionsLeft(): number {
    return this.#watched.size + this.#timers.size
  }

  plan(actions: Readonly<Record<string, UserAction>>): void {
    for (const [name, action] of Object.entries(actions)) this.#actions.set(name, action)
  }

  leave(): void {
    clearInterval(this.#poll)
    window.removeEventListener('offline', this.#onOffline)
    for (const stop of this.#stops) stop()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#watched.clear()
  }

  #note(id: string, event: string): void {
    const events = this.events.get(id) ?? []
    this.events.set(id, events)
    events.push(event)
  }

  #meet({ id, name }: Upload): void {
    const action = this.#actions.get(name)
    if (!action) return
    if (action.when !== 'added') this.#watched.set(id, { name, action, since: null })
    else if (action.afterMs === undefined) this.#act(id, name, action)
    else this.#later(action.afterMs, () => this.#act(id, name, action))
  }

  #look(): void {
    for (const [id, watched] of this.#watched) {
      const upload = this.#uploader.getUpload(id)
      if (!upload || (isOver(upload) && !hasCome(upload, watched.action))) this.#watched.delete(id)
      else if (!hasCome(upload, watched.action)) watched.since = null
      else {
        watched.since ??= performance.now()
        const waitMs = watched.action.when === 'stored' ? silenceMs : (watched.action.afterMs ?? 0)
        if (performance.now() - watched.since < waitMs) continue
        this.#watched.delete(id)
        this.#act(id, watched.name, watched.action)
      }
    }
  }

  #act(id: string, name: string, action: UserAction): void {
    const uploader = this.#uploader
    this.#doneAt.set(name, performance.now())
    const before = uploader.getUpload(id)
    switch (action.does) {
      case 'pause':
        uploader.pause(id)
        break
      case 'cancel':
        uploader.cancel(id)
        break
      case 'meddle':
        uploader.pause(id)
        uploader.cancel(id)
        uploader.remove(id)
        if (uploader.getUpload(id) !== before)
          this.violations.push(`${name}: changed while its confirm was on the wire`)
        break
      case 'remove':
        uploader.remove(id)
        if (uploader.getUpload(id)) this.#later(pollMs, () => this.#act(id, name, action))
        else if (before) this.removed.push({ ...toRow(before, this.events), status: 'removed' })
        break
      default:
        throw new TypeError(`${String(action.does)} is not a known action.`)
    }
    const { again } = action
    if (again) this.#later(again.afterMs, () => uploader[again.with](id))
  }

  noteInterruption(): void {
    const { uploads } = this.#uploader.getSnapshot()
    for (const { status, name } of uploads) if (status === 'sending') this.interrupted.add(name)
  }

  readonly #onOffline = (): void => {
    this.noteInterruption()
    for (const [name, doneAt] of this.#doneAt) if (performance.now() - doneAt < tellingMs) this.cutShort.add(name)
  }

  #later(afterMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, afterMs)
    this.#timers.add(timer)
  }
}

function isOver({ status }: Upload): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled'
}

function hasCome(upload: Upload, { when }: UserAction): boolean {
  if (when === 'stored') return upload.status === 'sending' && upload.sentBytes === upload.size
  return upload.status === when
}

function toRow(upload: Upload, events: ReadonlyMap<string, readonly string[]>): SoakRow {
  const { id, name, status } = upload
  return {
    id,
    name,
    status,
    events: events.get(id) ?? [],
    ...(upload.status === 'done' && { outcome: upload.outcome, storedId: upload.stored.id }),
    ...(upload.status === 'failed' && { at: upload.at, code: upload.error.code }),
    ...(upload.status === 'paused' && { at: upload.at, code: upload.by }),
    ...(upload.status === 'queued' && { at: upload.next, ...(upload.error && { code: upload.error.code }) }),
  }
}

function judgeTotals({ uploads, totals }: Snapshot): readonly string[] {
  const count = (status: Upload['status']): number => uploads.filter((upload) => upload.status === status).length
  const expected = { count: uploads.length, done: count('done'), failed: count('failed') }
  const wrong = Object.entries(expected).filter(([name, value]) => totals[name as keyof typeof expected] !== value)
  const bytes = uploads.filter(({ status }) => status === 'done').reduce((sum, { sentBytes }) => sum + sentBytes, 0)
  return [
    ...wrong.map(([name, value]) => `totals.${name} should be ${value}`),
    ...(totals.sentBytes < bytes
      ? [`totals.sentBytes is ${totals.sentBytes}, and ${bytes} were sent of what is done`]
      : []),
  ]
}

const twoFrames = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

let shared: Uploader | null = null
let person: Person | null = null

function requirePerson(): Person {
  if (!person) throw new Error('The page has not been opened.')
  return person
}

function requireUploader(): Uploader {
  const { uploader } = current.shown
  if (!uploader) throw new Error('The page has not been opened.')
  return uploader
}

/** Exposes the soak's interface on the page. */
export function offerSoak(): void {
  window.coatcheckSoak = {
    open() {
      shared ??= createSoakUploader()
      person = new Person(shared)
      show(shared)
    },
    plan: (actions) => requirePerson().plan(actions),
    retry: (ids) => requireUploader().retry(ids),
    pauseAll(isPaused) {
      if (!isPaused) return requireUploader().resume('all')
      requirePerson().noteInterruption()
      return requireUploader().pause('all')
    },
    state() {
      const { uploads } = requireUploader().getSnapshot()
      return {
        count: uploads.length,
        active: uploads.filter((upload) => !isResting(upload) || upload.status === 'paused').length,
        offline: uploads.filter((upload) => upload.status === 'paused' && upload.by === 'offline').length,
        actionsLeft: requirePerson().actionsLeft,
        failed: uploads.flatMap((upload) =>
          upload.status === 'failed' ? [{ id: upload.id, name: upload.name, code: upload.error.code }] : [],
        ),
      }
    },
    scrollTo(place) {
      const list = document.querySelector('.coatcheck-upload-scroll')
      list?.scrollTo({ top: place * list.scrollHeight })
      window.scrollTo({ top: place * document.documentElement.scrollHeight })
    },
    rows() {
      const { events, removed } = requirePerson()
      return [
        ...removed,
        ...requireUploader()
          .getSnapshot()
          .uploads.map((upload) => toRow(upload, events)),
      ]
    },
    violations: () => [...requirePerson().violations, ...judgeTotals(requireUploader().getSnapshot())],
    cutShort: () => [...requirePerson().cutShort],
    interrupted: () => [...requirePerson().interrupted],
    async close() {
      const uploader = requireUploader()
      requirePerson().leave()
      uploader.remove('all')
      await twoFrames()
      show(null)
      person = null
      await twoFrames()
      // React keeps effects of unmounted parts until its next work, so another render is needed.
      show(null)
      await twoFrames()
    },
    end() {
      shared?.destroy()
      shared = null
    },
    mutations: () => queryClient.getMutationCache().getAll().length,
    forgetQueries: () => queryClient.clear(),
  }
}
