/** The documented APIs in the demo, and how each handles a file. */
export interface TestedApi {
  /** Its name in the demo's URL. */
  readonly id: string
  readonly sendWith: 'PUT' | 'POST'
  /** The calls that one upload makes, in order. */
  readonly calls: readonly string[]
  /** Whether it recognises bytes that it already has. */
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
