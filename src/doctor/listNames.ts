/** Names in a row. A ticket may hold anything; what is no plain name is not repeated. */
export function listNames(names: readonly string[]): string {
  return names.map((name) => (/^[a-z0-9-]{1,40}$/i.test(name) ? name : 'one with an odd name')).join(', ')
}
