'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import { useCoatcheck } from '../provider/context.js'

/** One upload; undefined when there is none of this id (any more). */
// The caller says what its backend stores: nothing in the arguments could.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function useUpload<TFile extends StoredFile = StoredFile>(id: string): Upload<TFile> | undefined {
  const { uploader } = useCoatcheck<TFile>('useUpload')
  const subscribe = useCallback((listener: () => void) => uploader.subscribe(listener), [uploader])
  return useSyncExternalStore(subscribe, () => uploader.getUpload(id), nothing)
}

function nothing(): undefined {
  return undefined
}
