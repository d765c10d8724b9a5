'use client'

import { type RefObject, useEffect } from 'react'
import { isInitial, isResting } from '../../core/selectors.js'
import type { Upload } from '../../core/types.js'
import { useMessages } from '../useMessages.js'
import { useUploader } from '../useUploader.js'
import { useUploads } from '../useUploads.js'

interface FormFieldOptions {
  readonly input: RefObject<HTMLInputElement | null>
  readonly group: string | undefined
  readonly isRequired: boolean
  readonly isMultiple: boolean
}

/** Makes the zone a field of its form: validity, reset. Returns the ids of the stored files that the form sends. */
export function useFormField({ input, group, isRequired, isMultiple }: FormFieldOptions): readonly string[] {
  const { dropzone } = useMessages()
  const storedIds = useUploads((uploads) => uploads.flatMap((upload) => storedIdOf(upload, group)))
  const isUnfinished = useUploads((uploads) => uploads.some((upload) => upload.group === group && !isResting(upload)))
  const isMissing = isRequired && storedIds.length === 0
  const complaint = isMissing ? (isUnfinished ? dropzone.unfinished : dropzone.missing(isMultiple)) : ''

  useEffect(() => input.current?.setCustomValidity(complaint), [input, complaint])
  useFormReset(input, group)
  return storedIds
}

function storedIdOf(upload: Upload, group: string | undefined): readonly string[] {
  return upload.status === 'done' && upload.group === group ? [upload.stored.id] : []
}

/** A reset form has what it had at first: rows that were there before the session stay. */
function useFormReset(input: RefObject<HTMLInputElement | null>, group: string | undefined): void {
  const uploader = useUploader()
  useEffect(() => {
    const form = input.current?.form
    const onReset = (event: Event): void => {
      if (event.defaultPrevented) return
      const { uploads, rejections } = uploader.getSnapshot()
      const ids = uploads.filter((upload) => upload.group === group && !isInitial(upload)).map(({ id }) => id)
      uploader.remove(ids)
      uploader.dismiss(rejections.filter((rejection) => rejection.group === group).map(({ id }) => id))
      // A confirm on the wire cannot be stopped; its row goes when the answer is there.
      const left = ids.filter((id) => uploader.getUpload(id))
      if (left.length === 0) return
      uploader.whenSettled({ ids: left }).then(
        () => uploader.remove(left),
        () => {},
      )
    }
    form?.addEventListener('reset', onReset)
    return () => form?.removeEventListener('reset', onReset)
  }, [input, uploader, group])
}
