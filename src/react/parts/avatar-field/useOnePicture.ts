'use client'

import { useEffect, useRef } from 'react'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Rejection } from '../../../contract/restrictions.js'
import type { Upload } from '../../../contract/upload.js'
import type { AddResult, Uploader } from '../../../contract/uploader.js'
import { isInitial, isInState, isResting } from '../../../uploader/selectors.js'
import { useUploads } from '../../hooks/useUploads.js'

interface OnePicture {
  /** The picture that the field shows. */
  readonly upload: Upload | null
  /** Leaves only what came of the last choice: its picture, or the reasons against it. */
  readonly onAdd: (result: AddResult) => void
  /** Takes away the picture that the field shows. */
  readonly remove: () => void
}

/**
 * Holds a group to one picture: a new one takes the place of all others. If it fails or is removed before it is stored, the
 * one that was stored before comes back, so that a form does not lose its picture to a bad file.
 */
export function useOnePicture(uploader: Uploader, group: string): OnePicture {
  const own = useUploads({ group })
  // One that has come back stands after the one that has failed, which says why.
  const upload = own.findLast((one) => !isInitial(one)) ?? own.at(-1) ?? null
  const before = useRef<StoredFile | null>(null)

  // A file that is there already is not added again.
  const putBack = (): unknown => before.current && uploader.addStored([before.current], { group })
  const idsBut = (stay: readonly string[], all: readonly (Upload | Rejection)[]): readonly string[] =>
    all.filter((one) => one.group === group && !stay.includes(one.id)).map(({ id }) => id)

  useEffect(() => {
    if (!upload || !isResting(upload)) return
    if (upload.status !== 'done' || isInState(upload, 'rejected')) putBack()
    else uploader.remove(idsBut([upload.id], own))
    // oxlint-disable-next-line react/exhaustive-deps -- once for each state of the picture
  }, [upload])

  return {
    upload,
    onAdd({ accepted, rejected }) {
      const { rejections } = uploader.getSnapshot()
      uploader.dismiss(idsBut(idsBut([], rejected), rejections))
      if (accepted.length === 0) return
      // Without an upload, the user has removed it.
      before.current = upload?.status === 'done' ? upload.stored : upload && before.current
      uploader.remove(idsBut(accepted, own))
    },
    remove() {
      uploader.remove(idsBut([], own))
      if (upload?.status !== 'done') putBack()
    },
  }
}
