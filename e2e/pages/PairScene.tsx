import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { type ReactElement, useState } from 'react'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

/** Two widgets on one page. A button mounts the first one again, as a development server does after an edit. */
export function PairScene(): ReactElement {
  const [edits, setEdits] = useState(0)
  return (
    <>
      <button type="button" onClick={() => setEdits(edits + 1)}>
        Mount the first again
      </button>
      <One key={edits} label="First" />
      <One label="Second" />
    </>
  )
}

function One({ label }: { readonly label: string }): ReactElement {
  return (
    <section aria-label={label}>
      <UploadProvider backend={useSceneBackend()}>
        <Watched />
        <Dropzone />
        <UploadList />
      </UploadProvider>
    </section>
  )
}
