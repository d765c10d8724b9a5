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
  /** The number of files in a call for several. */
  members: number
  /** null while there is no answer, and if none was sent */
  status: number | null
}

/** The limit of the REST contract. A header may be a hundred times as long. */
const longestKey = 255

/** The calls to the server, for tests. Contains no headers, URLs or bodies. */
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
      idempotencyKey: idempotencyKey?.slice(0, longestKey) ?? null,
      tenant: null,
      members: 0,
      status: null,
    }
    this.#calls.push(record)
    // Limits the memory of a demo that runs for weeks.
    if (this.#calls.length > 10_000) this.#calls.shift()
    return record
  }

  clear(): void {
    this.#calls = []
  }
}
