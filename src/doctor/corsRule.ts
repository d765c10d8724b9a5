/** What a bucket has to be told for this page, as S3 takes it. */
export function corsRule(origin: string, method: 'PUT' | 'POST'): string {
  const rule = { AllowedOrigins: [origin], AllowedMethods: [method], AllowedHeaders: ['*'], ExposeHeaders: ['ETag'] }
  return JSON.stringify([rule])
}

/** The advice for all that a bucket's CORS rules keep from the page. */
export function adviseCors(origin: string, method: 'PUT' | 'POST'): string {
  return `Give the bucket this CORS rule (S3, R2): ${corsRule(origin, method)}. MinIO: name the origin in MINIO_API_CORS_ALLOW_ORIGIN.`
}
