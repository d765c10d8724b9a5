import { useRestBackend } from 'coatcheck/backends/rest'
import type { ReactElement } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { Workspace } from '../workspace/Workspace.tsx'

export function RestDemo(): ReactElement {
  const backend = useRestBackend({ url: '/api/rest', scope: 'demo', fetch: recordedFetch })
  return (
    <Workspace backend={backend}>
      <Parts />
    </Workspace>
  )
}
