import { createUploadConfig } from 'pushduck/server'
import { bucket, credentials, readSettings, region, serve } from './serve.ts'

const { storageOrigin } = readSettings()
const { s3 } = createUploadConfig()
  .provider('minio', { endpoint: storageOrigin, useSSL: false, region, bucket, ...credentials })
  .build()

serve(s3.createRouter({ files: s3.file().maxFileSize('10MB') }).handlers.POST)
