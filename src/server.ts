/**
 * The server half: issues tickets, signs what browsers send to storage, registers what has arrived, and keeps
 * records of it. It needs nothing from Node, so it runs on every runtime that has `fetch`.
 * @packageDocumentation
 */
export { createUploads } from './server/createUploads.js'
export { postgres } from './server/records/postgres/postgres.js'
export { s3 } from './server/storage/s3.js'
export { Refusal } from './server/uploads/Refusal.js'
export { StorageError, type StorageErrorInit } from './server/storage/StorageError.js'
export type { DigestAlgorithm, ImageFacts, VideoFacts } from './contract/fileFacts.js'
export type { Json, Metadata } from './contract/json.js'
export type { Uploads, UploadsHttp } from './server/createUploads.js'
export type * from './server/options/UploadsOptions.js'
export type { PostgresOptions } from './server/records/postgres/postgres.js'
export type { PostgresQueryable } from './server/records/postgres/PostgresConnection.js'
export type * from './server/records/Records.js'
export type * from './server/storage/ObjectStore.js'
export type { S3Provider } from './server/storage/providers.js'
export type { S3BucketOptions, S3CredentialsOptions, S3KeyOptions, S3Options } from './server/storage/S3Options.js'
export type { S3Credentials } from './server/storage/signing/SignatureV4.js'
export type { AnnouncedDigest, AnnouncedFile } from './server/uploads/AnnouncedFile.js'
export type { MakePreviews, Preview } from './server/uploads/confirm/MakePreviews.js'
export type { BeforeTicketResult, FileState, ReadFileState, TicketToIssue } from './server/uploads/Hooks.js'
export type * from './server/uploads/profile/Profile.js'
export type * from './server/uploads/profile/StandardSchema.js'
export type { RefusalInit } from './server/uploads/Refusal.js'
export type { SweepOptions, Swept } from './server/uploads/sweep/sweep.js'
export type { Terms, UploadService } from './server/uploads/UploadService.js'
