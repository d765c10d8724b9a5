'use client'

import type { ReactElement } from 'react'
import { UploadList } from '../upload-list/UploadList.js'
import { UploadPanelFooter } from './UploadPanelFooter.js'

/** What a panel shows only once there are files. */
export function PanelRows({ group }: { readonly group: string | undefined }): ReactElement {
  return (
    <>
      <UploadList group={group} />
      <UploadPanelFooter />
    </>
  )
}
