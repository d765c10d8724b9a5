'use client'

import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useUpload } from '../../hooks/useUpload.js'

interface RowProps {
  readonly id: string
  readonly children: (upload: Upload) => ReactNode
}

/** Listens for its own upload, so that one file's progress renders one row and not the list. */
export const Row: NamedExoticComponent<RowProps> = memo(function Row({ id, children }: RowProps) {
  const upload = useUpload(id)
  return upload && children(upload)
})
