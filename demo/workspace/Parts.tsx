import { UploadButton, UploadGrid, UploadPanel, UploadPanelFooter, UploadPanelStatus, UploadPanelZone } from 'coatcheck'
import { type ReactElement, useContext } from 'react'
import { ViewContext } from './view.ts'

/**
 * What adds files and shows them, in the chosen view. In a form, the ids of the stored files are submitted under
 * `name`.
 */
export function Parts({ name }: { readonly name?: string }): ReactElement {
  const view = useContext(ViewContext)
  // The rows are in the tray.
  if (view === 'tray') return <UploadButton name={name} className="demo-upload-button" />
  if (view === 'list') return <UploadPanel name={name} />
  return (
    <UploadPanel name={name}>
      <UploadPanelZone />
      <UploadPanelStatus />
      <UploadGrid />
      <UploadPanelFooter />
    </UploadPanel>
  )
}
