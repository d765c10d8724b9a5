'use client'

import type { UploadError } from '../../../errors/UploadError.js'
import { useMessages } from '../../hooks/useMessages.js'

/**
 * Says why a page could not be fetched, if the user can do something about it.
 * @param error may be anything, because an app's own backend can throw anything
 */
export function useFailureText(error: unknown): string {
  const { errors, gallery } = useMessages()
  const code = (error as Partial<UploadError> | null)?.code
  return code === 'unauthorized' ? errors.unauthorized[0] : gallery.failed
}
