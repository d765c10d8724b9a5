/** An API in the soak, with the properties on which the faults depend. */
export interface SoakedApi {
  readonly name: string
  /** The parameters in the page's URL: see `pages/faultBackend.ts`. */
  readonly query: Readonly<Record<string, string>>
  /** Whether one call may contain many files, of which the server can refuse one. */
  readonly refusesMembers: boolean
  /** Whether a ticket can be abandoned, together with its object. */
  readonly takesBack: boolean
  readonly hasParts: boolean
  /** Whether the API recognises bytes that it has, and detects damaged ones. */
  readonly knowsBytes: boolean
  /** Whether a confirm may be repeated blindly. */
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
  // Only the order of the calls prevents a file from being registered twice.
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

/** @throws {TypeError} if there is no API of that name */
export function findApi(name: string): SoakedApi {
  const found = soakedApis.find((api) => api.name === name)
  if (found) return found
  throw new TypeError(`--backend must be one of ${soakedApis.map((api) => api.name).join(', ')}.`)
}
