/** One call to an API. */
export interface CallRecord {
  /** 'rest', … */
  readonly api: string
  /** 'tickets', 'confirm', 'list', 'get', 'abandon' */
  readonly call: string
  /** milliseconds since the epoch */
  readonly startedAt: number
  readonly idempotencyKey: string | null
  tenant: string | null
  /** How many files it was about, where it was about several. */
  members: number
  /** null: not answered, or not yet */
  status: number | null
}

/** What has been asked of the server, for tests to look at. Holds no header, URL or body. */
export class CallLog {
  #calls: CallRecord[] = []

  get calls(): readonly Readonly<CallRecord>[] {
    return this.#calls
  }

  begin(api: string, call: string, idempotencyKey: string | undefined): CallRecord {
    const record: CallRecord = {
      api,
      call,
      startedAt: Date.now(),
      idempotencyKey: idempotencyKey ?? null,
      tenant: null,
      members: 0,
      status: null,
    }
    this.#calls.push(record)
    // A demo that runs for weeks is not a test.
    if (this.#calls.length > 10_000) this.#calls.shift()
    return record
  }

  clear(): void {
    this.#calls = []
  }
}
