'use client'

import { type ReactElement, useState } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { Icon } from '../../shared/icons.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { safePicture } from '../../shared/safeUrl.js'
import { useObjectUrl } from '../../hooks/useObjectUrl.js'

/** Larger files wait for their thumbnail: decoding a photo of a good camera for a small circle would be slow. */
const maxPreviewBytes = 8_000_000

/**
 * The picture of an upload: first the file itself, then its thumbnail, or else the stored file; a silhouette without
 * any.
 */
export function AvatarPicture({ upload }: { readonly upload: Upload | null }): ReactElement {
  const localUrl = useObjectUrl(upload && findLocal(upload))
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null)
  const url = localUrl ?? (upload && findStoredUrl(upload))
  if (!url || url === brokenUrl) return <Icon name="person" />
  return (
    <img
      className="coatcheck-avatar-field-image"
      src={url}
      alt=""
      draggable={false}
      onError={() => setBrokenUrl(url)}
    />
  )
}

function findLocal({ thumbnail, file, size }: Upload): Blob | null {
  return thumbnail ?? (file?.type.startsWith('image/') && size <= maxPreviewBytes ? file : null)
}

function findStoredUrl(upload: Upload): string | undefined {
  if (upload.status !== 'done' || isTooLarge(upload.image) || isTooLarge(upload.stored)) return undefined
  return safePicture(upload.stored.url)
}
