import { encodeKey, encodeUri } from './signing/encodeUri.js'

/** Where a bucket is: in the path of its endpoint, or in the host's name. */
export class BucketAddress {
  /** with the port, if it is not the usual one */
  readonly host: string
  /** The path of the bucket itself, escaped. */
  readonly path: string
  readonly #origin: string
  readonly #keysUnder: string

  constructor(endpoint: URL, bucket: string, isPathStyle: boolean) {
    const base = endpoint.pathname.replace(/\/+$/, '')
    this.host = isPathStyle ? endpoint.host : `${bucket}.${endpoint.host}`
    this.#origin = `${endpoint.protocol}//${this.host}`
    this.#keysUnder = isPathStyle ? `${base}/${encodeUri(bucket)}/` : `${base}/`
    this.path = isPathStyle ? this.#keysUnder.slice(0, -1) : this.#keysUnder
  }

  pathOf(key: string): string {
    return this.#keysUnder + encodeKey(key)
  }

  toUrl(path: string, query = ''): string {
    return `${this.#origin}${path}${query && `?${query}`}`
  }
}
