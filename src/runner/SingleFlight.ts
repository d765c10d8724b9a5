import type { Json } from '../contract/json.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { untilAborted } from '../shared/untilAborted.js'
import type { ActiveUpload } from './ActiveUpload.js'
import { numberOf } from './answers/keyNames.js'
import type { OutageTimeout } from './outages/OutageTimeout.js'

/** One transfer for all uploads with the same content. */
interface Flight<TFile extends StoredFile> {
  readonly key: string
  /** The upload that leads: the one that sends the bytes. */
  readonly id: string
  /** null: the leader has no file for its followers. */
  readonly result: PromiseWithResolvers<FlightResult<TFile> | null>
}

interface FlightResult<TFile extends StoredFile> {
  readonly name: string
  readonly stored: TFile
}

/**
 * Uploads of equal content under one backend share one transfer. One of them leads and sends the bytes, and the others
 * wait for its file. If it fails, is paused or cancelled, or turns out to have other content, the next one leads.
 */
export class SingleFlight<TFile extends StoredFile> {
  readonly #flights = new Map<string, Flight<TFile>>()
  /** The flights by the upload that leads them. */
  readonly #led = new Map<string, Flight<TFile>>()

  /**
   * Called before each step. If another upload leads with the same bytes, this one follows it, and gets a promise of
   * what comes of that: the leader's file, or null if this upload has to go on by itself. Otherwise nothing is returned,
   * and this upload leads: those with the same bytes that come after it will follow it.
   */
  followOrLead(active: ActiveUpload<TFile>, step: Step): Promise<TFile | null> | undefined {
    // Equal content is recognised by its digest, so not before the inspection. A confirm sends no bytes. An upload that
    // was paused returns to sending with a ticket of its own, and another one may be sending the bytes by then.
    if (step !== 'requesting' && step !== 'sending') return undefined
    const key = this.#keyOf(active)
    const led = this.#led.get(active.id)
    // The file was inspected again, and has other content than the followers wait for.
    if (led && led.key !== key) this.stopLeading(active.id)
    if (key === null) return undefined
    const flight = this.#flights.get(key)
    if (flight && flight.id !== active.id) return this.#follow(active, step, flight)
    if (!flight) this.#lead(active, key)
    return undefined
  }

  /**
   * The bytes did not arrive. The first follower leads from now on. After an outage that lasted too long all followers
   * fail instead: each would otherwise wait as long again for the same server.
   */
  stopLeading(id: string, outageTimeout?: OutageTimeout): void {
    const flight = this.#endFlight(id)
    if (outageTimeout) flight?.result.reject(outageTimeout)
    else flight?.result.resolve(null)
  }

  /** The file is stored. Its name decides which followers may use it. */
  complete(id: string, name: string, stored: TFile): void {
    this.#endFlight(id)?.result.resolve({ name, stored })
  }

  async #follow(active: ActiveUpload<TFile>, step: Step, flight: Flight<TFile>): Promise<TFile | null> {
    active.dispatch({ type: 'duplicateFound', next: step, twinOf: flight.id })
    const result = await untilAborted(flight.result.promise, active.signal)
    active.signal.throwIfAborted()
    // Under another name it may be a file of its own, which only the backend can decide. When it is asked for a ticket, it
    // answers that it has the bytes already.
    if (result?.name === active.upload.name) return result.stored
    return this.followOrLead(active, step) ?? null
  }

  #lead(active: ActiveUpload<TFile>, key: string): void {
    const flight: Flight<TFile> = { key, id: active.id, result: Promise.withResolvers() }
    // Most flights have no followers, and without one the rejection would be reported as unhandled.
    flight.result.promise.catch(() => undefined)
    this.#flights.set(key, flight)
    this.#led.set(active.id, flight)
  }

  #endFlight(id: string): Flight<TFile> | undefined {
    const flight = this.#led.get(id)
    if (!flight) return undefined
    this.#led.delete(id)
    this.#flights.delete(flight.key)
    return flight
  }

  #keyOf({ backend, upload, run }: ActiveUpload<TFile>): string | null {
    const digest = run.inspection?.digest
    if (!backend.sharesFiles || !digest) return null
    const { size, type, metadata } = upload
    const content = [numberOf(backend), digest.algorithm, digest.hex, size, type, metadata]
    return JSON.stringify(content, (_, member: Json) => sortKeys(member))
  }
}

/** The same value with its keys in order. `JSON.stringify` calls this for everything inside it, too. */
function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
