import type { CorsFacts, UploadMethod } from './DoctorTexts.js'

/** What the bucket should allow this page, for every finding that its CORS rules are the cause of. */
export function describeCors(origin: string, kind: 'put' | 'post'): CorsFacts {
  const method = methodOf(kind)
  return { method, rule: formatRule(origin, method) }
}

/** The method that a ticket is sent with. */
export function methodOf(kind: 'put' | 'post'): UploadMethod {
  return kind === 'put' ? 'PUT' : 'POST'
}

/** S3's own format. */
function formatRule(origin: string, method: UploadMethod): string {
  return `[{ "AllowedOrigins": ["${origin}"], "AllowedMethods": ["${method}"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"] }]`
}
