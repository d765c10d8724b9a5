'use client'

import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useUpload } from '../../hooks/useUpload.js'

interface RowProps {
  readonly id: string
  readonly children: (upload: Upload) => ReactNode
}

/** Subscribes to one upload, so a file's progress renders one row and not the whole list. */
export const Row: NamedExoticComponent<RowProps> = memo(function Row({ id, children }: RowProps) {
  const upload = useUpload(id)
  return upload && children(upload)
})
