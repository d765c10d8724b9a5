import type { StorageAbilities } from './ObjectStore.js'

/** Whose S3 it is. `other`: any, of which no more is expected than what all have in common. */
export type S3Provider =
  | 'aws'
  | 'r2'
  | 'b2'
  | 'gcs'
  | 'spaces'
  | 'hetzner'
  | 'scaleway'
  | 'ovh'
  | 'supabase'
  | 'minio'
  | 'versitygw'
  | 'other'

/** What is documented of a provider, or was seen of it. */
export interface ProviderProfile {
  readonly abilities: StorageAbilities
  /** The hosts of its endpoints. */
  readonly hosts?: RegExp
  /** The region to sign for if none is named. Without it, the region must be named. */
  readonly region?: string
}

/**
 * What all have in common: `Content-MD5` is as old as S3. Confirming compares the ETag with an MD5, and so finds out if
 * it was ignored. Whether unsigned headers are refused is documented of few, and MinIO and its kin were found not to:
 * https://github.com/pgsty/silo/pull/173
 */
const common: StorageAbilities = {
  putDigests: ['md5'],
  postDigests: [],
  partDigest: 'md5',
  takesForms: false,
  writesOnce: false,
  needsCopyGuard: true,
}

/**
 * Parts are signed with their MD5 everywhere. With a SHA-256, S3 would want the algorithm when the upload is started, and
 * all digests again when it is completed, and R2 answers 501.
 */
export const providers: Readonly<Record<S3Provider, ProviderProfile>> = {
  // PUT: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
  // Forms: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html (`Content-MD5`)
  // If-None-Match: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  aws: {
    abilities: {
      putDigests: ['sha-256', 'md5'],
      postDigests: ['md5'],
      partDigest: 'md5',
      takesForms: true,
      writesOnce: true,
      needsCopyGuard: false,
    },
    hosts: /\.amazonaws\.com(\.cn)?$/,
  },
  // No forms: https://developers.cloudflare.com/r2/api/s3/presigned-urls/
  // If-None-Match: https://developers.cloudflare.com/r2/api/s3/conditional-operations/
  // Digests, and 501 for a part with a SHA-256: https://github.com/Alos-no/Cloudflare.NET/pull/43
  r2: {
    abilities: { ...common, putDigests: ['sha-256', 'md5'], writesOnce: true, needsCopyGuard: false },
    hosts: /\.r2\.cloudflarestorage\.com$/,
    region: 'auto',
  },
  // No x-amz-checksum-*: https://www.backblaze.com/docs/cloud-storage-s3-compatible-api
  // No forms: https://github.com/transloadit/uppy/issues/5052
  // 501 for If-None-Match on PUT: https://github.com/sathinduga/obsidian-s3-sync-and-backup/pull/84
  // It refuses the headers that a call does not know: https://github.com/iterate-ch/cyberduck/issues/16107
  b2: { abilities: { ...common, needsCopyGuard: false }, hosts: /\.backblazeb2\.com$/ },
  // Content-MD5, and conditions by generation only:
  // https://docs.cloud.google.com/storage/docs/xml-api/put-object-upload
  // https://docs.cloud.google.com/storage/docs/request-preconditions
  // Forms are signed with fields of its own: https://docs.cloud.google.com/storage/docs/xml-api/post-object-forms
  // All x-amz- headers have to be signed: https://docs.cloud.google.com/storage/docs/authentication/canonical-requests
  gcs: { abilities: { ...common, needsCopyGuard: false }, hosts: /(^|\.)storage\.googleapis\.com$/, region: 'auto' },
  // If-None-Match for reading only: https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/
  spaces: { abilities: common, hosts: /\.digitaloceanspaces\.com$/ },
  // https://docs.hetzner.com/storage/object-storage/supported-actions/ names neither digests nor conditions.
  // It does not return a SHA-256: https://github.com/TheOrcDev/videorc/pull/369
  // The former says that CopyObject may fail, and it was seen to answer 501: https://github.com/nextcloud/server/issues/61925
  // Then the object is read and written.
  hetzner: { abilities: common, hosts: /\.your-objectstorage\.com$/ },
  // https://www.scaleway.com/en/docs/object-storage/api-cli/using-conditional-writes/
  scaleway: { abilities: { ...common, writesOnce: true }, hosts: /\.scw\.cloud$/ },
  // https://docs.ovhcloud.com/de/guides/storage-and-backup/object-storage/s3-conditional-writes.md
  ovh: { abilities: { ...common, writesOnce: true }, hosts: /\.cloud\.ovh\.(net|us)$/ },
  // https://supabase.com/docs/guides/storage/s3/compatibility names neither forms, digests nor conditions.
  supabase: { abilities: { ...common, putDigests: [], partDigest: null }, hosts: /\.supabase\.(co|in)$/ },
  // Held to this by the tests, which run on it.
  minio: {
    abilities: {
      putDigests: ['sha-256', 'md5'],
      postDigests: ['sha-256', 'md5'],
      partDigest: 'md5',
      takesForms: true,
      writesOnce: true,
      needsCopyGuard: true,
    },
    region: 'us-east-1',
  },
  // Held to this by the tests, which run on it. It ignores the MD5 of a form.
  versitygw: {
    abilities: {
      putDigests: ['sha-256', 'md5'],
      postDigests: ['sha-256'],
      partDigest: 'md5',
      takesForms: true,
      writesOnce: true,
      needsCopyGuard: false,
    },
    region: 'us-east-1',
  },
  other: { abilities: common, region: 'us-east-1' },
}

/** Recognises a provider by the host of its endpoint. */
export function providerOf(endpoint: URL): S3Provider {
  const named = Object.entries(providers).find(([, { hosts }]) => hosts?.test(endpoint.hostname))
  return named ? (named[0] as S3Provider) : 'other'
}
