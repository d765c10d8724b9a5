/**
 * Escapes everything but letters, digits and `-_.~`, as signatures require. `encodeURIComponent` leaves five more signs
 * as they are. File names may contain halves of surrogate pairs, about which it would throw.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function encodeUri(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escapeSign)
}

/** Escapes a key for a path: its slashes stay. */
export function encodeKey(key: string): string {
  return encodeUri(key).replaceAll('%2F', '/')
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
