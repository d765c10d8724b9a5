'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, useState } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { shortExtension } from '../../shared/file/shortExtension.js'
import { iconForType } from '../../shared/iconForType.js'
import { Icon } from '../../shared/icons.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useRowUpload } from './rowContext.js'
import { safePicture } from '../../shared/safeUrl.js'
import { useObjectUrl } from '../../hooks/useObjectUrl.js'

/** Props of {@link UploadThumbnail}. The `className` function receives the upload. */
export type UploadThumbnailProps = PartProps<
  HTMLAttributes<HTMLSpanElement>,
  { readonly className?: ClassName<Upload> }
>

/**
 * The thumbnail that inspection created, or the stored picture; an icon with the extension if there is none or it cannot be
 * shown.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadThumbnail: Part<HTMLSpanElement, UploadThumbnailProps> = forwardRef(function UploadThumbnail(
  { className, children, ...rest }: UploadThumbnailProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadThumbnail')
  const localUrl = useObjectUrl(upload.thumbnail)
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null)
  const url = upload.thumbnail ? localUrl : storedPictureUrl(upload)
  const hasPicture = url !== null && url !== brokenUrl
  const icon = iconForType(upload.type)
  return (
    <span
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-upload-thumbnail', className, upload)}
      data-icon={hasPicture ? undefined : icon}
      data-extension={hasPicture ? undefined : shortExtension(upload.name)}
    >
      {children ??
        (hasPicture ? (
          <img
            className="coatcheck-upload-picture"
            src={url}
            alt=""
            decoding="async"
            loading="lazy"
            draggable={false}
            onError={() => setBrokenUrl(url)}
          />
        ) : (
          <Icon name={icon} />
        ))}
    </span>
  )
})

function storedPictureUrl(upload: Upload): string | null {
  if (upload.status !== 'done' || !upload.type.startsWith('image/')) return null
  if (isTooLarge(upload.image) || isTooLarge(upload.stored)) return null
  return safePicture(upload.stored.url) ?? null
}
