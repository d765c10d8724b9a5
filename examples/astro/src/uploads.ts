import { createUploads, s3 } from 'coatcheck/server'
import { sqlite } from 'coatcheck/server/node'
import { readSession } from './session' // yours: says who is signed in

const { S3_ENDPOINT = '', S3_BUCKET = '', S3_KEY_ID = '', S3_SECRET = '' } = process.env

export const uploads = createUploads({
  storage: s3({ endpoint: S3_ENDPOINT, bucket: S3_BUCKET, accessKeyId: S3_KEY_ID, secretAccessKey: S3_SECRET }),
  records: sqlite('uploads.db'),
  owner: async (request) => (await readSession(request))?.userId ?? null, // null: 401
  profiles: { photos: { accept: 'image/*', maxSizeBytes: 20_000_000 } },
})
