import type { Json } from '../contract/json.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'
import { untilAborted } from '../shared/untilAborted.js'
import type { ActiveUpload } from './ActiveUpload.js'
import type { GivenUp } from './outages/OutageTimeout.js'

/** The upload that carries some content for all others with the same. */
interface Flight<TFile extends StoredFile> {
  readonly key: string
  readonly id: string
  /** null: it did not arrive, and another one has to carry the bytes. */
  readonly landing: PromiseWithResolvers<Landing<TFile> | null>
}

interface Landing<TFile extends StoredFile> {
  readonly name: string
  readonly stored: TFile
}

/**
 * Uploads of equal content under one backend share one transfer: the first carries the bytes, and the others wait for
 * its file. When the first fails, is paused, is cancelled, or turns out to be another file, the next one carries them.
 */
export class SingleFlight<TFile extends StoredFile> {
  readonly #flights = new Map<string, Flight<TFile>>()
  readonly #own = new Map<string, Flight<TFile>>()
  readonly #backendNumbers = new WeakMap<object, number>()
  #backendCount = 0

  /**
   * Called before each step. Returns null if the upload has to carry the bytes itself, and otherwise a promise of the
   * file that another one brings.
   */
  join(active: ActiveUpload<TFile>, step: Step): Promise<TFile | null> | null {
    // An upload that was paused comes back with its own ticket, and another one may be sending the bytes by then.
    if (step !== 'requesting' && step !== 'sending') return null
    const key = this.#keyOf(active)
    // It was read again, and is not the content that the others wait for.
    if (this.#own.has(active.id) && this.#own.get(active.id)?.key !== key) this.leave(active.id)
    if (key === null) return null
    const flight = this.#flights.get(key)
    if (flight && flight.id !== active.id) return this.#follow(active, step, flight)
    if (!flight) this.#lead(active, key)
    return null
  }

  /** This upload does not send the bytes after all. One of those that waited for it sends them instead, or all fail with the same error. */
  leave(id: string, givenUp?: GivenUp): void {
    const flight = this.#take(id)
    if (givenUp) flight?.landing.reject(givenUp)
    else flight?.landing.resolve(null)
  }

  land(id: string, name: string, stored: TFile): void {
    this.#take(id)?.landing.resolve({ name, stored })
  }

  async #follow(active: ActiveUpload<TFile>, step: Step, flight: Flight<TFile>): Promise<TFile | null> {
    active.dispatch({ type: 'queued', next: step, twinOf: flight.id })
    const landing = await untilAborted(flight.landing.promise, active.signal)
    active.signal.throwIfAborted()
    // Under another name it may be a file of its own. The backend decides that, and no byte is sent for it.
    if (landing?.name === active.upload.name) return landing.stored
    return this.join(active, step)
  }

  #lead(active: ActiveUpload<TFile>, key: string): void {
    const flight: Flight<TFile> = { key, id: active.id, landing: Promise.withResolvers() }
    // Often nobody waits for it, and a rejection must not count as unhandled.
    flight.landing.promise.catch(() => undefined)
    this.#flights.set(key, flight)
    this.#own.set(active.id, flight)
  }

  #take(id: string): Flight<TFile> | undefined {
    const flight = this.#own.get(id)
    if (!flight) return undefined
    this.#own.delete(id)
    this.#flights.delete(flight.key)
    return flight
  }

  #keyOf({ backend, upload, run }: ActiveUpload<TFile>): string | null {
    const digest = run.inspection?.digest
    if (!backend.sharesFiles || !digest) return null
    const { size, type, metadata } = upload
    const content = [this.#numberOf(backend), digest.algorithm, digest.hex, size, type, metadata]
    return JSON.stringify(content, (_, member: Json) => sortKeys(member))
  }

  #numberOf(backend: UploadBackend): number {
    const known = this.#backendNumbers.get(backend)
    if (known !== undefined) return known
    this.#backendCount += 1
    this.#backendNumbers.set(backend, this.#backendCount)
    return this.#backendCount
  }
}

/** The same value with its keys in order. `JSON.stringify` calls this for everything inside it, too. */
function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
