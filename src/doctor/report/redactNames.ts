import type { Names } from './DoctorTexts.js'

/** Header or field names for a report. They come from a ticket, so only plain ones are repeated: anything else may be a secret. */
export function redactNames(names: readonly string[]): Names {
  return names.map((name) => (/^[a-z0-9-]{1,40}$/i.test(name) ? name : null))
}
