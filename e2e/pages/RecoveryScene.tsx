import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRecovery } from 'coatcheck/recovery'
import type { ReactElement } from 'react'
import { sceneOptions } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

const params = new URLSearchParams(location.search)
const recovery = createRecovery({ keepFilesUpToBytes: Number(params.get('keep') ?? 50_000_000) })

/** Uploads with recovery: `?scope=` is the user, `&keep=` the largest file that is stored, `&sending=` the concurrency. */
export function RecoveryScene(): ReactElement {
  const backend = useRestBackend({ ...sceneOptions, scope: params.get('scope') ?? 'ann' })
  return (
    <UploadProvider backend={backend} recovery={recovery} concurrency={{ sending: Number(params.get('sending') ?? 3) }}>
      <Watched />
      <Dropzone />
      <UploadList />
    </UploadProvider>
  )
}
