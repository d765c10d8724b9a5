'use client'

import { useEffect, useRef } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import { useUploader } from '../../../hooks/useUploader.js'

/**
 * Adds the initial files of a field when it mounts, as an uncontrolled input takes its default. A field that mounts
 * again finds its rows in the uploader and keeps them, because the user may have replaced the initial files.
 */
export function useDefaultValue(group: string | undefined, defaultValue: readonly StoredFile[]): void {
  const uploader = useUploader()
  const latest = useRef(defaultValue)
  useEffect(() => {
    latest.current = defaultValue
  })
  useEffect(() => {
    if (uploader.getSnapshot().uploads.some((upload) => upload.group === group)) return
    uploader.addStored(latest.current, group === undefined ? {} : { group })
  }, [uploader, group])
}
