import { useFoirBackend } from 'coatcheck/backends/foir'
import type { ReactElement } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { Workspace } from '../workspace/Workspace.tsx'

export function FoirDemo(): ReactElement {
  const backend = useFoirBackend({ endpoint: '/api/foir/graphql', folder: 'demo', scope: 'demo', fetch: recordedFetch })
  return (
    <Workspace backend={backend}>
      <Parts />
    </Workspace>
  )
}
