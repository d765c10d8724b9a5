import { useActiveStorageBackend } from 'coatcheck/backends/active-storage'
import type { ReactElement } from 'react'
import { recordedFetch } from '../requests/recordedFetch.ts'
import { Workspace } from '../workspace/Workspace.tsx'
import { PostForm } from './PostForm.tsx'

export function ActiveStorageDemo(): ReactElement {
  const backend = useActiveStorageBackend({
    url: '/api/active-storage/direct_uploads',
    scope: 'demo',
    fetch: recordedFetch,
  })
  return (
    <Workspace backend={backend}>
      <PostForm />
    </Workspace>
  )
}
