/** The CORS rule that the bucket needs for this page, in S3's own format. */
function formatCorsRule(origin: string, method: 'PUT' | 'POST'): string {
  return `[{ "AllowedOrigins": ["${origin}"], "AllowedMethods": ["${method}"], "AllowedHeaders": ["*"], "ExposeHeaders": ["ETag"] }]`
}

/** Advice for every finding that the bucket's CORS rules are the cause of. */
export function adviseCors(origin: string, method: 'PUT' | 'POST'): string {
  return `Give the bucket this CORS rule (S3, R2):\n${formatCorsRule(origin, method)}\nWith MinIO, set MINIO_API_CORS_ALLOW_ORIGIN to the origin.`
}
