/** An API as the soak meets it, and what it can be asked to do. */
export interface SoakedApi {
  readonly name: string
  /** In the page's address: see `pages/faultBackend.ts`. */
  readonly query: Readonly<Record<string, string>>
  /** One call may be about many files, of which the server can refuse one. */
  readonly refusesMembers: boolean
  /** Takes a ticket back that is not wanted, and what was stored under it. */
  readonly takesBack: boolean
  readonly hasParts: boolean
  /** Knows bytes that it has, and that arrive damaged. */
  readonly knowsBytes: boolean
  /** A confirm may be repeated blindly. */
  readonly confirmsTwice: boolean
}

const rest: SoakedApi = {
  name: 'rest',
  query: { backend: 'rest' },
  refusesMembers: true,
  takesBack: true,
  hasParts: true,
  knowsBytes: true,
  confirmsTwice: true,
}

export const soakedApis: readonly SoakedApi[] = [
  rest,
  { ...rest, name: 'rest-single', query: { backend: 'rest', gather: 'no' } },
  // Nothing but the order of its own calls keeps it from registering a file twice.
  { ...rest, name: 'rest-blind', query: { backend: 'rest', digest: 'none' }, knowsBytes: false },
  {
    name: 'glue',
    query: { backend: 'glue' },
    refusesMembers: false,
    takesBack: false,
    hasParts: false,
    knowsBytes: true,
    confirmsTwice: false,
  },
]

/** @throws {TypeError} when there is none of that name */
export function findApi(name: string): SoakedApi {
  const found = soakedApis.find((api) => api.name === name)
  if (found) return found
  throw new TypeError(`--backend must be one of ${soakedApis.map((api) => api.name).join(', ')}.`)
}
