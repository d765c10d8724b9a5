import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Dropzone, RejectionList, UploadList, UploadProvider } from '../../src/index.ts'
import type { Uploader } from '../../src/contract/uploader.ts'
import '../../src/styles.css'
import { delay } from './delay.ts'

/** React, and what its parts load, get the time they need. */
const settleMs = 300

/** Puts the list on the page. */
export function showList(uploader: Uploader): Promise<void> {
  return show(
    uploader,
    <>
      <RejectionList />
      <UploadList />
    </>,
  )
}

/**
 * Puts the dropzone and the list on the page, and comes near, as a person does before choosing files: the dropzone then
 * prepares for the first one. Returns its input.
 */
export async function showDropzone(uploader: Uploader): Promise<HTMLInputElement> {
  await show(
    uploader,
    <>
      <Dropzone />
      <UploadList />
    </>,
  )
  const input = document.querySelector<HTMLInputElement>('#root input[type=file]')
  if (!input) throw new Error('The dropzone has no input.')
  input.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))
  await delay(settleMs)
  return input
}

async function show(uploader: Uploader, parts: ReactNode): Promise<void> {
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no root.')
  createRoot(root).render(<UploadProvider uploader={uploader}>{parts}</UploadProvider>)
  await delay(settleMs)
}
