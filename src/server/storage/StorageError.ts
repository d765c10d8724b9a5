/** What is known of a call that storage refused or did not answer. */
export interface StorageErrorInit {
  /** HTTP status. null: there was no answer. */
  readonly status: number | null
  /** S3's code, such as `AccessDenied`, or that of the network, such as `ECONNREFUSED`. null: none was given. */
  readonly code: string | null
}

/**
 * A call to storage that failed, after the retries that it was worth. The message is for developers; it contains no
 * credential, URL or signature, and nothing of what storage has written but its code.
 */
export class StorageError extends Error {
  /** The call, by S3's name for it, such as `HeadObject`. */
  readonly operation: string
  readonly status: number | null
  readonly code: string | null

  constructor(operation: string, { status, code }: StorageErrorInit, hint = '') {
    super(`${describe(operation, status, code)}${hint && ` ${hint}`}`)
    this.name = 'StorageError'
    this.operation = operation
    this.status = status
    this.code = code
  }
}

function describe(operation: string, status: number | null, code: string | null): string {
  if (status === null) return `Storage did not answer ${operation}${code === null ? '' : ` (${code})`}.`
  return `Storage answered ${operation} with ${code === null ? status : `${status} ${code}`}.`
}
