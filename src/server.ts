/**
 * The server half: signs what browsers send to storage, and keeps the records of it. It needs nothing of Node, so it runs
 * on every runtime that has `fetch`.
 * @packageDocumentation
 */
export { s3 } from './server/storage/s3.js'
export type { S3BucketOptions, S3CredentialsOptions, S3KeyOptions, S3Options } from './server/storage/S3Options.js'
export type { S3Provider } from './server/storage/providers.js'
export type { S3Credentials } from './server/storage/signing/SignatureV4.js'
export { StorageError, type StorageErrorInit } from './server/storage/StorageError.js'
export type {
  ObjectFacts,
  ObjectStore,
  ObjectToRead,
  ObjectToSend,
  PartToSend,
  SignedForm,
  SignedRequest,
  StorageAbilities,
  StoredPart,
} from './server/storage/ObjectStore.js'
export type { AnnouncedDigest } from './server/uploads/AnnouncedFile.js'
export type { DigestAlgorithm } from './contract/fileFacts.js'
