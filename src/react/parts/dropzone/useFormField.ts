'use client'

import { type RefObject, useEffect } from 'react'
import { nextTask } from '../../../shared/nextTask.js'
import { isInitial, isResting } from '../../../uploader/selectors.js'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { useUploads } from '../../hooks/useUploads.js'

interface FormFieldOptions {
  readonly input: RefObject<HTMLInputElement | null>
  readonly group: string | undefined
  readonly isRequired: boolean
  readonly isMultiple: boolean
}

/** Gives the zone validity and reset behaviour as a form field. Returns the ids of the stored files to send. */
export function useFormField({ input, group, isRequired, isMultiple }: FormFieldOptions): readonly string[] {
  const { dropzone } = useMessages()
  // Equal files may become one stored file, whose id is sent once.
  const storedIds = useUploads((uploads) => [...new Set(uploads.flatMap((upload) => storedIdOf(upload, group)))])
  const isUnfinished = useUploads((uploads) => uploads.some((upload) => upload.group === group && !isResting(upload)))
  const isMissing = isRequired && storedIds.length === 0
  const validationMessage = isMissing ? (isUnfinished ? dropzone.unfinished : dropzone.missing(isMultiple)) : ''

  useEffect(() => input.current?.setCustomValidity(validationMessage), [input, validationMessage])
  useResetButton(input, group)
  return storedIds
}

function storedIdOf(upload: Upload, group: string | undefined): readonly string[] {
  return upload.status === 'done' && upload.group === group ? [upload.stored.id] : []
}

/**
 * A click on a reset button restores the initial form, so rows of `addStored` stay. Any other reset keeps the uploads,
 * because React 19 resets a form after every action, even one that returned an error.
 */
function useResetButton(input: RefObject<HTMLInputElement | null>, group: string | undefined): void {
  const uploader = useUploader()
  useEffect(() => {
    // A form and its buttons are always in the same tree: the document or one shadow root.
    const tree = input.current?.getRootNode()
    const onClick = (click: Event): void => {
      const form = input.current?.form
      if (!form || findResetButton(click)?.form !== form) return
      const onReset = (reset: Event): void => {
        if (!click.defaultPrevented && !reset.defaultPrevented) clearField(uploader, group)
      }
      form.addEventListener('reset', onReset)
      // A click resets the form within its own task; a later reset comes from a script.
      void nextTask().then(() => form.removeEventListener('reset', onReset))
    }
    tree?.addEventListener('click', onClick, true)
    return () => tree?.removeEventListener('click', onClick, true)
  }, [input, uploader, group])
}

function findResetButton({ target }: Event): HTMLButtonElement | HTMLInputElement | null {
  const button =
    target instanceof Element ? target.closest<HTMLButtonElement | HTMLInputElement>('button, input') : null
  return button?.type === 'reset' ? button : null
}

function clearField(uploader: Uploader, group: string | undefined): void {
  const { uploads, rejections } = uploader.getSnapshot()
  const ids = uploads.filter((upload) => upload.group === group && !isInitial(upload)).map(({ id }) => id)
  uploader.remove(ids)
  uploader.dismiss(rejections.filter((rejection) => rejection.group === group).map(({ id }) => id))
  // A confirm in flight cannot be stopped, so its row is removed when it has settled.
  const left = ids.filter((id) => uploader.getUpload(id))
  if (left.length === 0) return
  uploader.whenSettled({ ids: left }).then(
    () => uploader.remove(left),
    () => {},
  )
}
