import { useGlueBackend } from 'coatcheck/backends/glue'
import type { ReactElement } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { Workspace } from '../workspace/Workspace.tsx'

export function GlueDemo(): ReactElement {
  return <Glue endpoint="/api/glue/graphql" />
}

/** Makes the reference server issue tickets for form POSTs; the adapter needs no option for that. */
export function GlueFormDemo(): ReactElement {
  return <Glue endpoint="/api/glue/graphql?sendWith=post" />
}

function Glue({ endpoint }: { readonly endpoint: string }): ReactElement {
  const backend = useGlueBackend({ endpoint, scope: 'demo', fetch: recordedFetch })
  return (
    <Workspace backend={backend}>
      <Parts />
    </Workspace>
  )
}
