/** The documented APIs as the demo lists them, and what each does with a file. */
export interface TestedApi {
  /** In the demo's address. */
  readonly id: string
  readonly sendWith: 'PUT' | 'POST'
  /** Calls of the server's that one upload makes, in their order. */
  readonly calls: readonly string[]
  /** Whether it knows bytes that it has. */
  readonly dedupes: boolean
}

export const testedApis: readonly TestedApi[] = [
  { id: 'ion', sendWith: 'PUT', calls: ['tickets', 'confirm'], dedupes: false },
  { id: 'glue', sendWith: 'PUT', calls: ['tickets', 'confirm'], dedupes: true },
  { id: 'glue-form', sendWith: 'POST', calls: ['tickets', 'confirm'], dedupes: true },
  { id: 'visibuild', sendWith: 'PUT', calls: ['tickets'], dedupes: false },
  { id: 'inspect', sendWith: 'PUT', calls: ['tickets', 'confirm'], dedupes: true },
  { id: 'foir', sendWith: 'PUT', calls: ['tickets', 'confirm'], dedupes: false },
  { id: 'active-storage', sendWith: 'PUT', calls: ['tickets'], dedupes: false },
]
