import type { ReactElement } from 'react'
import type { ApiDemo } from '../apis.ts'
import { documentUrl } from '../docs/documents.ts'

/** What is special about an API, and where to read more. */
export function ApiIntroduction({ api: { note, document } }: { readonly api: ApiDemo }): ReactElement {
  return (
    <p className="demo-note" lang="en" dir="ltr">
      {note} <a href={documentUrl(document.id)}>{document.title}</a>
    </p>
  )
}
