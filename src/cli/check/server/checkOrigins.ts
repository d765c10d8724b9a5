import type { CheckContext } from '../CheckContext.js'

/** Compares the named origins with those that the server itself lets call it. */
export function checkOrigins({ uploads, origins, findings }: CheckContext): void {
  const asked = 'May pages of these origins call the server?'
  const allowed = uploads.http.origins
  if (origins.length === 0) {
    return findings.skip('origins', {
      asked,
      message: 'No origin is named, so CORS is not checked. Name the origins of the app with --origin.',
    })
  }
  if (allowed.size === 0) {
    return findings.ok('origins', {
      asked,
      message: 'createUploads names no origins, so pages have to reach it under their own origin.',
    })
  }
  const missing = origins.filter((origin) => !allowed.has(origin))
  if (missing.length === 0)
    return findings.ok('origins', { asked, message: 'The server answers pages of these origins.' })
  findings.warn('origins', {
    asked,
    message: `createUploads names other origins, but not ${missing.join(', ')}.`,
    code: 'origin-not-allowed',
    advice: 'Add them to the option origins of createUploads, unless the server answers under the same origin.',
    paste: `origins: ${JSON.stringify([...allowed, ...missing])}`,
  })
}
