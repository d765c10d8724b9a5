'use client'

import { useSyncExternalStore } from 'react'
import type { Upload } from '../../../../contract/upload.js'
import { useCoatcheck } from '../../../provider/context.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { comparisonsOf } from './FileComparisons.js'
import type { StatusText } from './describeStatus.js'
import { lacksFile } from '../../../../uploader/selectors.js'

/** Describes how the file that was chosen for a row compares with the missing one; null if there is nothing to say. */
export function useFileComparison(upload: Upload): StatusText | null {
  const comparisons = comparisonsOf(useCoatcheck('UploadStatus').uploader)
  const { status } = useMessages()
  const result = useSyncExternalStore(
    comparisons.subscribe,
    () => comparisons.of(upload),
    () => undefined,
  )
  if (result === undefined || result === 'no-access' || !lacksFile(upload)) return null
  if (typeof result === 'object') return result
  return { words: result === 'comparing' ? status.comparing : status.anotherFile }
}
