'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Upload } from '../../../../contract/upload.js'
import { isInState, isResting } from '../../../../uploader/selectors.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { useUploads } from '../../../hooks/useUploads.js'
import { useDefaultValue } from './useDefaultValue.js'
import { useResetButton } from './useResetButton.js'

interface FormFieldOptions {
  readonly input: RefObject<HTMLInputElement | null>
  readonly group: string | undefined
  readonly defaultValue: readonly StoredFile[]
  readonly isMultiple: boolean
  readonly isRequired: boolean
  /** The form is not sent while an upload is on its way. */
  readonly waitsForUpload: boolean
  /** The validation message while there is no file. */
  readonly missing: string
}

interface FormField {
  /** The ids of the stored files, for the form to send. */
  readonly storedIds: readonly string[]
  readonly isValid: boolean
}

/** Gives the zone an initial value, validity and a reset, like those of any form field. */
export function useFormField(options: FormFieldOptions): FormField {
  const { input, group, defaultValue, isMultiple, isRequired, waitsForUpload, missing } = options
  const { dropzone } = useMessages()
  // Equal files may become one stored file, whose id is sent once.
  const storedIds = useUploads((uploads) => [...new Set(uploads.flatMap((upload) => storedIdOf(upload, group)))])
  const isUnfinished = useUploads((uploads) => uploads.some((upload) => upload.group === group && !isResting(upload)))
  const isMissing = isRequired && storedIds.length === 0
  const isAwaited = isUnfinished && (isMissing || waitsForUpload)
  const validationMessage = isAwaited ? dropzone.unfinished : isMissing ? missing : ''

  useEffect(() => input.current?.setCustomValidity(validationMessage), [input, validationMessage])
  const latestDefault = useRef(defaultValue)
  useEffect(() => {
    latestDefault.current = defaultValue
  })
  useDefaultValue(group, latestDefault, isMultiple)
  useResetButton({ input, group, defaultValue: latestDefault })
  return { storedIds, isValid: validationMessage === '' }
}

function storedIdOf(upload: Upload, group: string | undefined): readonly string[] {
  return upload.status === 'done' && upload.group === group && !isInState(upload, 'rejected') ? [upload.stored.id] : []
}
