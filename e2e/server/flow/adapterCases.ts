import { createActiveStorageBackend } from '../../../src/backends/active-storage.ts'
import { createFoirBackend } from '../../../src/backends/foir.ts'
import { createGlueBackend } from '../../../src/backends/glue.ts'
import type { HttpOptions } from '../../../src/backends/http/HttpClient.ts'
import { createInspectBackend } from '../../../src/backends/inspect.ts'
import { createIonBackend } from '../../../src/backends/ion.ts'
import { createVisibuildBackend } from '../../../src/backends/visibuild.ts'
import type { Metadata } from '../../../src/contract/json.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import type { Answer, Rule } from '../../storage/answers/storageAnswers.ts'

/** One adapter, and how its API differs in the behaviour that all share. */
export interface AdapterCase {
  readonly name: string
  readonly create: (serverUrl: string, options: HttpOptions) => UploadBackend
  readonly metadata: Metadata
  /** The header for credentials. @default a bearer token in `Authorization` */
  readonly keyHeader?: string
  /**
   * What a type, length or content other than that of the ticket is to storage: against this rule. An answer is that of
   * the API's own gate. null: it is accepted.
   */
  readonly refusals: {
    readonly type: Rule | Answer | null
    readonly length: Rule | Answer | null
    readonly bytes: Rule | Answer | null
  }
  /** The outcome of a second upload of the same bytes. */
  readonly dedupes: boolean
  /** Number of calls that register a file. */
  readonly confirms: 0 | 1
  /** Whether a URL works for only one request. */
  readonly isSingleUse: boolean
}

/** Returns credentials as the API expects them. */
export function headersOf({ keyHeader }: AdapterCase, token: string): Readonly<Record<string, string>> {
  return keyHeader ? { [keyHeader]: token } : { Authorization: `Bearer ${token}` }
}

export const assetId = '3fa85f64-5717-4562-b3fc-2c963f66afa6'

const signed = {
  type: 'another type than was signed',
  length: 'another length than was signed',
  bytes: 'other bytes than the MD5 says',
} as const

export const adapterCases: readonly AdapterCase[] = [
  {
    name: 'ion',
    create: (url, options) => createIonBackend({ endpoint: `${url}/api/ion/graphql`, ...options }),
    metadata: { entityId: 9017 },
    // The API learns neither the length nor the content.
    refusals: { ...signed, length: null, bytes: null },
    dedupes: false,
    confirms: 1,
    isSingleUse: true,
  },
  {
    name: 'glue',
    create: (url, options) => createGlueBackend({ endpoint: `${url}/api/glue/graphql`, ...options }),
    metadata: {},
    refusals: signed,
    dedupes: true,
    confirms: 1,
    isSingleUse: false,
  },
  {
    name: 'glue with a form',
    create: (url, options) => createGlueBackend({ endpoint: `${url}/api/glue/graphql?sendWith=post`, ...options }),
    metadata: {},
    refusals: {
      type: 'a form with another type',
      length: 'a form with more bytes than its MD5 and its policy say',
      bytes: 'a form with other bytes than its MD5 says',
    },
    dedupes: true,
    confirms: 1,
    isSingleUse: false,
  },
  {
    name: 'visibuild',
    create: (url, options) => createVisibuildBackend({ url: `${url}/api/visibuild`, ...options }),
    metadata: {},
    refusals: signed,
    dedupes: false,
    confirms: 0,
    isSingleUse: false,
  },
  {
    name: 'inspect',
    create: (url, options) => createInspectBackend({ url: `${url}/api/inspect`, ...options }),
    metadata: { assetId },
    // The complete call checks the content.
    refusals: {
      type: { status: 403, code: 'SignatureDoesNotMatch' },
      length: { status: 403, code: 'SignatureDoesNotMatch' },
      bytes: null,
    },
    dedupes: true,
    confirms: 1,
    isSingleUse: false,
  },
  {
    name: 'foir',
    create: (url, options) => createFoirBackend({ endpoint: `${url}/api/foir/graphql`, ...options }),
    metadata: { alt: 'A field' },
    keyHeader: 'x-api-key',
    refusals: {
      type: { status: 400, code: 'ContentTypeMismatch' },
      length: { status: 400, code: 'ContentLengthMismatch' },
      bytes: { status: 400, code: 'ContentTypeMismatch' },
    },
    dedupes: false,
    confirms: 1,
    isSingleUse: true,
  },
  {
    name: 'active-storage',
    create: (url, options) =>
      createActiveStorageBackend({ url: `${url}/api/active-storage/direct_uploads`, ...options }),
    metadata: {},
    refusals: signed,
    dedupes: false,
    confirms: 0,
    isSingleUse: false,
  },
]
