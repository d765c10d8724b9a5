'use client'

import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { findFinished } from './findFinished.js'

/** The ids of the uploads of a group, or of all, whose rows may leave the list. */
export function useFinished(caller: string, group: string | undefined): readonly string[] {
  const { dropzones } = useCoatcheck(caller)
  return useUploads((uploads) => findFinished(uploads, group, dropzones))
}
