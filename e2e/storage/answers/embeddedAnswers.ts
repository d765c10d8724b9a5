import { minioAnswers } from './minioAnswers.ts'
import type { StorageAnswers } from './storageAnswers.ts'

/** The embedded store, which stands in for MinIO where there is none. */
export const embeddedAnswers: StorageAnswers = {
  ...minioAnswers,
  server: 'coatcheck',
  title: 'embedded store',
  listsUploadsByPrefix: true,
  rulesOfNewBucket: { cors: 'untold', lifecycle: 'untold' },
  to: {
    ...minioAnswers.to,
    'a form with more bytes than its MD5 and its policy say': { status: 400, code: 'EntityTooLarge' },
    // As AWS documents it, because who relies on it learns nothing from a store that is laxer.
    'a copy to a key that must be new and is not': { status: 412, code: 'PreconditionFailed' },
    'a redirection that was not signed': { status: 400, code: 'AccessDenied' },
    'a source of a copy that was not signed': { status: 400, code: 'AccessDenied' },
  },
}
