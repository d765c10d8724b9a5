import { Dropzone, UploadList, UploadSummary } from 'coatcheck'
import type { ReactElement } from 'react'

/** The dropzone and the list. In a form, the ids of the stored files are submitted under `name`. */
export function Parts({ name }: { readonly name?: string }): ReactElement {
  return (
    <>
      <Dropzone name={name} />
      <UploadSummary />
      <UploadList />
    </>
  )
}
