'use client'

import { type Context, createContext, useContext } from 'react'
import type { Upload } from '../../../contract/upload.js'

/** The upload of the surrounding row. */
export const UploadRowContext: Context<Upload | null> = createContext<Upload | null>(null)

/** Returns the upload of the surrounding row. */
export function useRowUpload(part: string): Upload {
  const upload = useContext(UploadRowContext)
  if (!upload) throw new Error(`<${part}> must be used inside <UploadRow>.`)
  return upload
}
