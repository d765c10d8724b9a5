/** An S3 bucket that somebody keeps running, and all that is needed to speak to it. */
export interface Storage {
  /** named: by `S3_ENDPOINT`, not ours to stop. minio: started here. embedded: in this very process. */
  readonly kind: 'named' | 'minio' | 'embedded'
  /** Origin, without a slash at the end. */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly credentials: StorageCredentials
  /** One line for people: which storage this is, and where its bytes lie. No secret. */
  readonly description: string
  /** Stops what was started for it; what is stored stays. Safe to call twice. */
  stop(): Promise<void>
}

export interface StorageCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** For storages on loopback, started here, that nobody else may reach. */
export const localCredentials: StorageCredentials = {
  accessKeyId: 'coatcheck',
  secretAccessKey: 'coatcheck-on-loopback',
}

export const defaultBucket = 'coatcheck'
export const defaultRegion = 'us-east-1'
