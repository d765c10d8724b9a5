import AwsS3 from '@uppy/aws-s3'
import Uppy from '@uppy/core'
import type { PreparePeer } from './preparePeer.ts'

/** Without its Dashboard: the queue, and uploads to URLs that `signRequest` gets from the app's server. */
export const prepareUppy: PreparePeer = async ({ files, atOnce, requestTicket }) => {
  const uppy = new Uppy()
  uppy.use(AwsS3, {
    limit: atOnce,
    // The tickets are for whole files.
    shouldUseMultipart: false,
    // Otherwise `signRequest` could not tell which file the key is for.
    generateObjectKey: ({ id }) => id,
    signRequest: async ({ key }) => {
      const { url, headers } = await requestTicket(uppy.getFile(key).data)
      return { url, ...(headers && { headers }) }
    },
  })
  return async () => {
    uppy.addFiles(files.map((data) => ({ name: data.name, type: data.type, data })))
    const { failed = [] } = (await uppy.upload()) ?? {}
    if (failed.length > 0) throw new Error(`Uppy failed with ${failed.length} files: ${failed[0]?.error}`)
  }
}
