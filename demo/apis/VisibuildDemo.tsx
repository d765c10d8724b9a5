import { useVisibuildBackend } from 'coatcheck/backends/visibuild'
import type { ReactElement } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { Workspace } from '../workspace/Workspace.tsx'
import { TicketForm } from './TicketForm.tsx'

export function VisibuildDemo(): ReactElement {
  const backend = useVisibuildBackend({ url: '/api/visibuild', scope: 'demo', fetch: recordedFetch })
  return (
    <Workspace backend={backend}>
      <Parts />
      <TicketForm />
    </Workspace>
  )
}
