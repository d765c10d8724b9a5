import { handleRequest, route } from '@better-upload/server'
import { custom } from '@better-upload/server/clients'
import { bucket, credentials, largestFile, readSettings, region, serve } from './serve.ts'

const { storageOrigin } = readSettings()
const client = custom({
  host: new URL(storageOrigin).host,
  secure: false,
  forcePathStyle: true,
  region,
  ...credentials,
})
const files = route({ multipleFiles: true, maxFiles: 100, maxFileSize: largestFile })

serve((request) => handleRequest(request, { client, bucketName: bucket, routes: { files } }))
