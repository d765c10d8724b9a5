'use client'

import { type Context, createContext, useContext } from 'react'
import type { StoredFileState } from '../../../contract/storedFile.js'
import type { DoneUpload, Upload } from '../../../contract/upload.js'
import { flag } from '../../shared/part.js'

/** The upload of the surrounding row. */
export const UploadRowContext: Context<Upload | null> = createContext<Upload | null>(null)

/** Returns the upload of the surrounding row. */
export function useRowUpload(part: string): Upload {
  const upload = useContext(UploadRowContext)
  if (!upload) throw new Error(`<${part}> must be used inside <UploadRow>.`)
  return upload
}

/** The attributes that show the state of an upload on its row or tile. */
export function rowAttributes(upload: Upload): Readonly<Record<`data-${string}`, string | undefined>> {
  return {
    'data-status': upload.status,
    'data-outcome': upload.status === 'done' ? upload.outcome : undefined,
    'data-state': storedStateOf(upload),
    'data-again': flag(isRepeated(upload)),
  }
}

/** What the backend does with the stored file; undefined if it does not say, or has no file. */
export function storedStateOf(upload: Upload | null): StoredFileState | undefined {
  return (upload as Partial<DoneUpload> | null)?.stored?.state
}

/** Whether its bytes are or will be sent again. */
function isRepeated(upload: Upload): boolean {
  if (upload.status === 'queued') return upload.retryAt !== undefined
  return upload.status === 'sending' && upload.attempt > 1
}
