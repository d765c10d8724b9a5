import { useQuery } from '@tanstack/react-query'
import { resolveIonEntity, useIonBackend } from 'coatcheck/backends/ion'
import { type ReactElement, useState } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { TargetSelect } from '../workspace/TargetSelect.tsx'
import { Workspace } from '../workspace/Workspace.tsx'

const runSteps = [
  { value: '17', label: 'Run step 17' },
  { value: '18', label: 'Run step 18' },
]

const faultyRunSteps = [
  { value: '999', label: 'Run step 999 (locked)' },
  { value: 'gone', label: 'A run step that does not exist' },
]

const server = { endpoint: '/api/ion/graphql', fetch: recordedFetch }

export function IonDemo(): ReactElement {
  const [runStep, setRunStep] = useState('17')
  const entity = useQuery({
    queryKey: ['demo', 'ion-entity', runStep],
    queryFn: ({ signal }) => resolveIonEntity(server, { runStep }, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // Without an entity, the backend rejects files and says why.
  const backend = useIonBackend({
    ...server,
    // Each entity has a scope of its own, so that recovery does not resume an upload for another entity.
    scope: `demo:${entity.data ?? 'none'}`,
    ...(entity.data !== undefined && { entityId: entity.data }),
  })
  return (
    <Workspace backend={backend}>
      <TargetSelect
        label="Attach to"
        targets={runSteps}
        faulty={faultyRunSteps}
        value={runStep}
        onChange={setRunStep}
      />
      {entity.isError && (
        <p role="alert" className="demo-problem">
          ION does not know this run step. Choose another one.
        </p>
      )}
      {/* A file that is added before the entity is known would be rejected. */}
      <Parts disabled={entity.isPending} />
    </Workspace>
  )
}
