import type { BucketPlace } from '../../server/storage/S3Store.js'
import { withEndpoint } from './withEndpoint.js'

/** What pages of these origins have to be allowed. */
export interface CorsNeeds {
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  /** in lower case */
  readonly headers: readonly string[]
}

/** The least that a bucket has to allow, as commands to paste. */
export function corsRule(place: BucketPlace, { origins, methods, headers }: CorsNeeds): string {
  const { provider, bucket } = place
  const seconds = 3600
  switch (provider) {
    case 'gcs': {
      // Google has one list for the headers of requests and of answers.
      const rule = { origin: origins, method: methods, responseHeader: [...headers, 'etag'], maxAgeSeconds: seconds }
      return `cors.json:\n${JSON.stringify([rule])}\ngcloud storage buckets update gs://${bucket} --cors-file=cors.json`
    }
    case 'minio':
      return `MINIO_API_CORS_ALLOW_ORIGIN=${origins.join(',')}   # in the environment of the MinIO server, for all of its buckets`
    default: {
      const rule = {
        AllowedOrigins: origins,
        AllowedMethods: methods,
        AllowedHeaders: headers,
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: seconds,
      }
      return `cors.json:\n${JSON.stringify({ CORSRules: [rule] })}\naws s3api put-bucket-cors --bucket ${bucket} --cors-configuration file://cors.json${withEndpoint(place)}`
    }
  }
}

/** What replaces what, and where else it can be set. */
export function corsAdvice({ provider }: BucketPlace): string {
  switch (provider) {
    case 'minio':
      return 'MinIO has no CORS rules for a bucket: allow the origins of the app on the server. Look for a proxy in front of it that answers OPTIONS.'
    case 'r2':
      return 'Give the bucket this CORS rule, with the command or in the dashboard (R2, the bucket, Settings, CORS policy: the list after "CORSRules"). It replaces the rules that are there.'
    case 'supabase':
      return 'Supabase answers preflights itself, and has no CORS rules for a bucket. Check that the endpoint is that of the project, and look for a proxy in front of it.'
    default:
      return 'Give the bucket this CORS rule. The command replaces the rules that are there.'
  }
}
