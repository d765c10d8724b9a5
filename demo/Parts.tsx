import { Dropzone, UploadList, UploadSummary } from 'coatcheck'
import type { ReactElement } from 'react'

/** A place to drop files, and a list. In a form, `name` is what the ids of the stored files are sent under. */
export function Parts({ name }: { readonly name?: string }): ReactElement {
  return (
    <>
      <Dropzone name={name} />
      <UploadSummary />
      <UploadList />
    </>
  )
}
