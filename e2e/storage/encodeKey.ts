/** As S3 counts it for a signature: everything but letters, digits and -_.~ is escaped, slashes stay. */
export function encodeKey(key: string): string {
  return key
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, escapeSign))
    .join('/')
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
