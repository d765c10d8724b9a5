'use client'

import type { UploadError } from '../../../errors/UploadError.js'
import { useMessages } from '../../hooks/useMessages.js'

/** Says why a page could not be fetched, if the user can do something about it. */
export function useFailureText(error: Error | UploadError | null): string {
  const { errors, gallery } = useMessages()
  return error && 'code' in error && error.code === 'unauthorized' ? errors.unauthorized[0] : gallery.failed
}
