/** What a bucket has to be told for this page, as S3 takes it. */
function corsRule(origin: string, method: 'PUT' | 'POST'): string {
  return `[{ "AllowedOrigins": ["${origin}"], "AllowedMethods": ["${method}"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"] }]`
}

/** The advice for all that a bucket's CORS rules keep from the page. */
export function adviseCors(origin: string, method: 'PUT' | 'POST'): string {
  return `Give the bucket this CORS rule (S3, R2):\n${corsRule(origin, method)}\nMinIO takes the origin in MINIO_API_CORS_ALLOW_ORIGIN.`
}
