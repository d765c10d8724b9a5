/** A running S3 bucket, and how to access it. */
export interface Storage {
  /** named: at `S3_ENDPOINT`, and not stopped here. minio, versitygw: started here. embedded: in this process. */
  readonly kind: 'named' | 'minio' | 'versitygw' | 'embedded'
  /** Origin, without a slash at the end. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly credentials: StorageCredentials
  /** A line for people that names the storage and the place of its objects, without secrets. */
  readonly description: string
  /** Stops the storage and keeps its objects. Safe to call twice. */
  stop(): Promise<void>
}

export interface StorageCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Credentials for storages that were started here and listen on loopback only. */
export const localCredentials: StorageCredentials = {
  accessKeyId: 'coatcheck',
  secretAccessKey: 'coatcheck-on-loopback',
}

export const defaultBucket = 'coatcheck'
export const defaultRegion = 'us-east-1'
