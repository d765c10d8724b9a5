import { createRoot } from 'react-dom/client'
import type { Uploader } from '../../src/contract/uploader.ts'
import { UploadList } from '../../src/react/parts/upload-list/UploadList.tsx'
import { UploadProvider } from '../../src/react/provider/UploadProvider.tsx'
import '../../src/styles.css'

/** Time for React and for what its parts load. */
const settleMs = 300

/** Puts React's list on the page. */
export async function showList(uploader: Uploader): Promise<void> {
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no root.')
  createRoot(root).render(
    <UploadProvider uploader={uploader}>
      <UploadList />
    </UploadProvider>,
  )
  await new Promise((resolve) => setTimeout(resolve, settleMs))
}
