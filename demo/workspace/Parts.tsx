import { UploadButton, UploadGrid, UploadPanel, UploadPanelFooter, UploadPanelStatus, UploadPanelZone } from 'coatcheck'
import { type ReactElement, useContext } from 'react'
import { ViewContext } from './view.ts'

interface PartsProps {
  /** The name under which a form submits the ids of the stored files. */
  readonly name?: string
  /** No files can be added now. */
  readonly disabled?: boolean
}

/** What adds files and shows them, in the chosen view. */
export function Parts(props: PartsProps): ReactElement {
  const view = useContext(ViewContext)
  // The rows are in the tray.
  if (view === 'tray') return <UploadButton {...props} className="demo-upload-button" />
  if (view === 'list') return <UploadPanel {...props} />
  return (
    <UploadPanel {...props}>
      <UploadPanelZone />
      <UploadPanelStatus />
      <UploadGrid />
      <UploadPanelFooter />
    </UploadPanel>
  )
}
