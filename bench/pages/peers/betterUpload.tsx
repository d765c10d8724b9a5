import {
  type UploadFiles,
  type UploadFilesOptions,
  type UploadFilesResult,
  uploadFiles,
  useUploadFiles,
} from '@better-upload/client'
import { type ReactNode, useEffect } from 'react'
import type { PeerContext, PreparePeer } from './preparePeer.ts'
import { renderPeer } from './renderPeer.ts'

/** Its function, without React. It sends in batches, each of which waits for its slowest file. */
export const prepareBetterUpload: PreparePeer = async (context) => {
  const { options, files, metadata } = describe(context)
  return async () => check(await uploadFiles({ ...options, files, metadata }))
}

/** Its hook, as its quick start has it. */
export const prepareBetterUploadHook: PreparePeer = async (context) => {
  const { options, files, metadata } = describe(context)
  const ready = Promise.withResolvers<UploadFiles>()
  renderPeer(<Uploads options={options} onReady={ready.resolve} />)
  const uploadAsync = await ready.promise
  return async () => check(await uploadAsync(files, { metadata }))
}

interface UploadsProps {
  readonly options: UploadFilesOptions
  readonly onReady: (upload: UploadFiles) => void
}

function Uploads({ options, onReady }: UploadsProps): ReactNode {
  const { uploadAsync } = useUploadFiles(options)
  useEffect(() => onReady(uploadAsync), [onReady, uploadAsync])
  return null
}

/** It asks for the URLs of all files in one call, in a shape of its own; `better-upload` of the API translates. */
function describe({ files, atOnce, urlOf, headers, requests }: PeerContext): {
  readonly options: UploadFilesOptions
  readonly files: File[]
  readonly metadata: Record<string, unknown>
} {
  return {
    options: { api: urlOf('better-upload'), route: 'bench', uploadBatchSize: atOnce, headers },
    // It sends the type of the file as it is, and would sign an empty one otherwise than it sends it.
    files: files.map((file) => new File([file], file.name, { type: requests.get(file)?.type ?? file.type })),
    metadata: { requests: [...requests.values()] },
  }
}

function check({ failedFiles: [failed] }: UploadFilesResult): void {
  if (failed) throw new Error(`better-upload failed with ${failed.name}: ${failed.error.message}`)
}
