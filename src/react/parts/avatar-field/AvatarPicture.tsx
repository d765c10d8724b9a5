'use client'

import { type ReactElement, useState } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { useObjectUrl } from '../../hooks/useObjectUrl.js'
import { createReadContext } from '../../query/createReadContext.js'
import { Icon } from '../../shared/icons.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { safePicture } from '../../shared/safeUrl.js'

/** Larger files wait for their thumbnail: decoding a photo of a good camera for a small circle would be slow. */
const maxPreviewBytes = 8_000_000

interface AvatarPictureProps {
  readonly uploader: Uploader
  readonly upload: Upload | null
}

/**
 * The picture of an upload: first the file itself, then its thumbnail, or else the stored file; a silhouette without any.
 * If it cannot be loaded, the backend is asked once where it is now, because its URL may have expired.
 */
export function AvatarPicture({ uploader, upload }: AvatarPictureProps): ReactElement {
  const localUrl = useObjectUrl(upload && findLocal(upload))
  /** What is shown in place of a picture that could not be loaded. */
  const [other, setOther] = useState<{ readonly of: string | null | undefined; readonly url?: string | undefined }>()
  const stored = upload?.status === 'done' ? upload.stored : null
  const first = localUrl ?? (stored && findUrl(stored))
  const url = other?.of === first ? other?.url : first
  if (!url) return <Icon name="person" />

  function replace(): void {
    setOther({ of: first })
    if (!stored || other) return
    void uploader
      .getBackend(upload?.id)
      .get?.(stored.id, createReadContext(stored.id, AbortSignal.timeout(longestMs)))
      .then(
        (file) => setOther({ of: first, url: findUrl(file) }),
        () => {},
      )
  }

  return <img className="coatcheck-avatar-field-image" src={url} alt="" draggable={false} onError={replace} />
}

/** How long the backend may take to answer. */
const longestMs = 30_000

function findLocal({ thumbnail, file, size }: Upload): Blob | null {
  return thumbnail ?? (file?.type.startsWith('image/') && size <= maxPreviewBytes ? file : null)
}

/** The smallest picture that is stored, but none that a page should not load for a small circle. */
function findUrl(file: StoredFile): string | undefined {
  return safePicture(file.previews?.[0]?.url ?? (isTooLarge(file) ? undefined : file.url))
}
