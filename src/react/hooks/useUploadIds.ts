'use client'

import type { Upload } from '../../contract/upload.js'
import { isInGroup } from '../shared/isInGroup.js'
import { useUploads } from './useUploads.js'

const every = (): boolean => true

/** Returns the ids of a group's uploads that are meant, in their order; without a group, of all such uploads. */
export function useUploadIds(
  group: string | undefined,
  isMeant: (upload: Upload) => boolean = every,
): readonly string[] {
  return useUploads((uploads) =>
    uploads.flatMap((upload) => (isInGroup(upload, group) && isMeant(upload) ? [upload.id] : [])),
  )
}
