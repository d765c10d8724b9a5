'use client'

import { type RefObject, useEffect } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Upload } from '../../../../contract/upload.js'
import { isResting } from '../../../../uploader/selectors.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { useUploads } from '../../../hooks/useUploads.js'
import { useDefaultValue } from './useDefaultValue.js'
import { useResetButton } from './useResetButton.js'

interface FormFieldOptions {
  readonly input: RefObject<HTMLInputElement | null>
  readonly group: string | undefined
  readonly defaultValue: readonly StoredFile[]
  readonly isRequired: boolean
  /** The validation message while there is no file. */
  readonly missing: string
}

/** Gives the zone an initial value, validity and reset, as any form field. Returns the ids of the stored files to send. */
export function useFormField({ input, group, defaultValue, isRequired, missing }: FormFieldOptions): readonly string[] {
  const { dropzone } = useMessages()
  // Equal files may become one stored file, whose id is sent once.
  const storedIds = useUploads((uploads) => [...new Set(uploads.flatMap((upload) => storedIdOf(upload, group)))])
  const isUnfinished = useUploads((uploads) => uploads.some((upload) => upload.group === group && !isResting(upload)))
  const isMissing = isRequired && storedIds.length === 0
  const validationMessage = isMissing ? (isUnfinished ? dropzone.unfinished : missing) : ''

  useEffect(() => input.current?.setCustomValidity(validationMessage), [input, validationMessage])
  useDefaultValue(group, defaultValue)
  useResetButton({ input, group, defaultValue })
  return storedIds
}

function storedIdOf(upload: Upload, group: string | undefined): readonly string[] {
  return upload.status === 'done' && upload.group === group ? [upload.stored.id] : []
}
