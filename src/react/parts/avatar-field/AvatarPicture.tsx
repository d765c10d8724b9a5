'use client'

import { type ReactElement, useEffect, useState } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { useObjectUrl } from '../../hooks/useObjectUrl.js'
import { createReadContext } from '../../query/createReadContext.js'
import { Icon } from '../../shared/icons.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { safePicture } from '../../shared/safeUrl.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'

const laterChunk = createChunk(() => import('../../../page/tryAgainLater.js'))

/** Larger files wait for their thumbnail: decoding a photo of a good camera for a small circle would be slow. */
const maxPreviewBytes = 8_000_000

interface AvatarPictureProps {
  readonly uploader: Uploader
  readonly upload: Upload | null
}

/**
 * The picture of an upload: the file itself, its thumbnail, or else the stored file; a silhouette if there is none. If
 * none of them can be loaded, the backend is asked where the stored file is now, because its URL may have expired. If that
 * does not help either, all of it is tried again later, because the storage may only be down.
 */
export function AvatarPicture({ uploader, upload }: AvatarPictureProps): ReactElement {
  const localUrl = useObjectUrl(upload && findLocal(upload))
  const [broken, setBroken] = useState<readonly string[]>([])
  const [renewedUrl, setRenewedUrl] = useState<string>()
  const [tries, setTries] = useState(0)
  const done = upload?.status === 'done' ? upload : null
  const urls = [localUrl, done && findUrl(done, done.stored), renewedUrl]
  const url = urls.find((one) => one && !broken.includes(one))
  const isBroken = done !== null && broken.length > 0 && !url
  const lost = isBroken && !renewedUrl ? done : null

  useEffect(() => {
    if (!lost) return undefined
    const { id } = lost.stored
    const gone = new AbortController()
    uploader
      .getBackend(lost.id)
      .get?.(id, createReadContext(id, gone.signal))
      .then(
        (file) => {
          if (!gone.signal.aborted) setRenewedUrl(findUrl(lost, file))
        },
        () => {},
      )
    return () => gone.abort()
  }, [uploader, lost])

  const later = useChunk(laterChunk, isBroken)
  useEffect(() => {
    if (!isBroken) return undefined
    return later?.tryAgainLater(tries, () => {
      setTries(tries + 1)
      setBroken([])
      setRenewedUrl(undefined)
    })
  }, [isBroken, tries, later])

  if (!url) return <Icon name="person" />
  return (
    <img
      className="coatcheck-avatar-field-image"
      src={url}
      alt=""
      draggable={false}
      onLoad={() => setTries(0)}
      onError={() => setBroken([...broken, url])}
    />
  )
}

function findLocal({ thumbnail, file, size }: Upload): Blob | null {
  return thumbnail ?? (file?.type.startsWith('image/') && size <= maxPreviewBytes ? file : null)
}

/** The smallest picture that is stored, but none that a page should not load for a small circle. */
function findUrl({ image }: Upload, file: StoredFile): string | undefined {
  return safePicture(file.previews?.[0]?.url ?? (isTooLarge(image) || isTooLarge(file) ? undefined : file.url))
}
