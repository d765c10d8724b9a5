'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { AddResult, Uploader } from '../../../contract/uploader.js'
import { isInitial, isInState } from '../../../uploader/selectors.js'
import { useUploader } from '../../hooks/useUploader.js'
import { useUploads } from '../../hooks/useUploads.js'

interface OnePicture {
  /** The picture that the field shows. */
  readonly upload: Upload | null
  /** Takes the others away when pictures were added. */
  readonly onAdd: (result: AddResult) => void
  /** Takes away the picture that the field shows. */
  readonly remove: () => void
}

/**
 * Holds a group to one picture: a new one takes the place of all others. If it fails or is removed before it is stored, the
 * one that was stored before comes back, so that a form does not lose its picture to a bad file.
 */
export function useOnePicture(group: string): OnePicture {
  const uploader = useUploader()
  const before = useRef<StoredFile | null>(null)
  const putBack = useCallback(() => {
    // A file that is there already is not added again.
    if (before.current) uploader.addStored([before.current], { group })
  }, [uploader, group])
  const upload = useUploads((uploads) => {
    const own = uploads.filter((one) => one.group === group)
    // A picture from before this session is shown only if no other is: it may have come back after that.
    return own.findLast((one) => !isInitial(one)) ?? own.at(-1) ?? null
  })

  useEffect(() => {
    const onEnd = ({ upload: ended }: { readonly upload: Upload }): void => {
      if (ended.group !== group) return
      if (ended.status === 'done' && !isInState(ended, 'rejected')) removeOthers(uploader, group, [ended.id])
      else putBack()
    }
    const stops = [uploader.on('done', onEnd), uploader.on('failed', onEnd)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [uploader, group, putBack])

  return {
    upload,
    onAdd({ accepted }) {
      if (accepted.length === 0) return
      if (upload?.status === 'done') before.current = upload.stored
      // The user has removed it.
      if (!upload) before.current = null
      removeOthers(uploader, group, accepted)
    },
    remove() {
      if (!upload) return
      if (upload.status !== 'done') putBack()
      uploader.remove(upload.id)
    },
  }
}

function removeOthers(uploader: Uploader, group: string, stay: readonly string[]): void {
  const { uploads } = uploader.getSnapshot()
  uploader.remove(uploads.filter((one) => one.group === group && !stay.includes(one.id)).map(({ id }) => id))
}
