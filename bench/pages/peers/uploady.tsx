import Uploady, { useBatchFinalizeListener, useRequestPreSend, useUploady, type UploadyBatch } from '@rpldy/uploady'
import { type ReactNode, useEffect } from 'react'
import type { PeerContext, PreparePeer } from './preparePeer.ts'
import { renderPeer } from './renderPeer.ts'

type Upload = (files: readonly File[]) => void

/** Its provider, with its hook that may give each request another destination. */
export const prepareUploady: PreparePeer = async ({ files, atOnce, requestTicket }) => {
  const ready = Promise.withResolvers<Upload>()
  const ended = Promise.withResolvers<UploadyBatch>()
  renderPeer(
    <Uploady method="PUT" sendWithFormData={false} concurrent maxConcurrent={atOnce}>
      <Uploads requestTicket={requestTicket} onReady={ready.resolve} onEnd={ended.resolve} />
    </Uploady>,
  )
  const upload = await ready.promise
  return async () => {
    upload(files)
    const { items } = await ended.promise
    const failed = items.filter(({ state }) => state !== 'finished').length
    if (failed > 0) throw new Error(`Uploady failed with ${failed} files.`)
  }
}

interface UploadsProps extends Pick<PeerContext, 'requestTicket'> {
  readonly onReady: (upload: Upload) => void
  readonly onEnd: (batch: UploadyBatch) => void
}

function Uploads({ requestTicket, onReady, onEnd }: UploadsProps): ReactNode {
  const { upload } = useUploady()
  useEffect(() => onReady(upload), [onReady, upload])
  useBatchFinalizeListener(onEnd)
  useRequestPreSend(async ({ items: [item] }) => {
    if (!item) throw new Error('Uploady asks where to send nothing.')
    const { url, headers = {} } = await requestTicket(item.file)
    return { options: { destination: { url, headers } } }
  })
  return null
}
