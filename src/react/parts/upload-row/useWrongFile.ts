'use client'

import { useSyncExternalStore } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { StatusText } from './describeStatus.js'
import { lacksFile } from '../../../uploader/selectors.js'

/** What there is to say of the file that was chosen for a row that lacks its own. */
export function useWrongFile(upload: Upload): StatusText | null {
  const { wrongFiles } = useCoatcheck('UploadStatus')
  const { status } = useMessages()
  const verdict = useSyncExternalStore(
    wrongFiles.subscribe,
    () => wrongFiles.get(upload.id),
    () => undefined,
  )
  if (verdict === undefined || !lacksFile(upload)) return null
  return { words: verdict === 'comparing' ? status.comparing : status.anotherFile }
}
