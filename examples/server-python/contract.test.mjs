import { describe, it } from 'node:test'
import { describeServer } from 'coatcheck/testing'

describeServer(process.env.SERVER_URL ?? 'http://127.0.0.1:8000/api/uploads', {
  test: { describe, it },
  // Two owners who have nothing to do with each other.
  owner: { Authorization: 'Bearer token-of-ann' },
  otherOwner: { Authorization: 'Bearer token-of-bob' },
  // What this server accepts.
  profile: 'files',
  refusedType: 'text/html',
  maxSizeBytes: 100 * 1024 ** 2,
  // What it can do, and what it leaves to storage.
  sharesFiles: false,
  storageRefuses: ['length', 'type', 'content', 'overwriting'],
})
