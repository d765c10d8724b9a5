/** Lists header or field names. Names come from a ticket, so only plain ones are repeated: anything else may be a secret. */
export function listNames(names: readonly string[]): string {
  return names.map((name) => (/^[a-z0-9-]{1,40}$/i.test(name) ? name : 'one with an unusual name')).join(', ')
}
