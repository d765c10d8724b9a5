'use client'

import { useSyncExternalStore } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import { useCoatcheck } from '../provider/context.js'
import { useSubscribe } from './useSnapshot.js'

/**
 * One upload by its id; undefined if there is none, or it has been removed.
 * @throws {Error} outside an `UploadProvider`.
 */
// No argument carries the type of the stored file, so the caller names it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function useUpload<TFile extends StoredFile = StoredFile>(id: string): Upload<TFile> | undefined {
  const { uploader } = useCoatcheck<TFile>('useUpload')
  return useSyncExternalStore(useSubscribe(uploader), () => uploader.getUpload(id), getServerSnapshot)
}

function getServerSnapshot(): undefined {
  return undefined
}
