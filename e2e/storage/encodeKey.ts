/** Encodes a key as S3 signatures require: everything except letters, digits, -_.~ and slashes is escaped. */
export function encodeKey(key: string): string {
  return key
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, escapeSign))
    .join('/')
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
