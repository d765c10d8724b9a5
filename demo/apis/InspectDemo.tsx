import { useInspectBackend } from 'coatcheck/backends/inspect'
import { type ReactElement, useState } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { TargetSelect } from '../workspace/TargetSelect.tsx'
import { Workspace } from '../workspace/Workspace.tsx'

const pump = '6f1c1b0e-3c53-4a54-9d0a-2f8f5a0c1d17'

const assets = [
  { value: pump, label: 'Pump station' },
  { value: 'b7e0f6a2-95c4-4c8e-8a43-70d3f1f5e218', label: 'Lift shaft' },
]

const faultyAssets = [
  { value: '', label: 'No asset chosen' },
  { value: '17', label: 'An invalid id' },
  { value: '00000000-0000-4000-8000-000000000403', label: 'An asset that belongs to somebody else' },
  { value: '00000000-0000-4000-8000-000000000404', label: 'An asset that does not exist' },
]

export function InspectDemo(): ReactElement {
  const [assetId, setAssetId] = useState(pump)
  // Each asset has a scope of its own, so that recovery does not resume an upload for another asset.
  const backend = useInspectBackend({
    url: '/api/inspect',
    scope: `demo:${assetId}`,
    fetch: recordedFetch,
    ...(assetId && { assetId }),
  })
  return (
    <Workspace backend={backend}>
      <TargetSelect label="Asset" targets={assets} faulty={faultyAssets} value={assetId} onChange={setAssetId} />
      <Parts />
    </Workspace>
  )
}
