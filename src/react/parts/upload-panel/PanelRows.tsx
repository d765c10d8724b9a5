'use client'

import type { ReactElement } from 'react'
import { UploadList } from '../upload-list/UploadList.js'
import { UploadPanelFooter } from './UploadPanelFooter.js'

/**
 * The rows share most of their code with the provider, which the page has anyway. With the export, a bundler that
 * splits by what is shared keeps the provider's code in one piece. In two, it compresses worse, also for apps without a
 * panel.
 */
export { UploadProvider } from '../../provider/UploadProvider.js'

/** What a panel shows only once there are files. */
export function PanelRows({ group }: { readonly group: string | undefined }): ReactElement {
  return (
    <>
      <UploadList group={group} />
      <UploadPanelFooter />
    </>
  )
}
