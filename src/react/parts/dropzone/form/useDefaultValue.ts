'use client'

import { type RefObject, useEffect } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Uploader } from '../../../../contract/uploader.js'
import { useUploader } from '../../../hooks/useUploader.js'

/** The groups whose field has mounted before. */
const known = new WeakMap<Uploader, readonly (string | undefined)[]>()

/**
 * Adds the initial files of a field when it mounts, as an uncontrolled input takes its default. A field that mounts
 * again finds its rows in the uploader and keeps them, because the user may have replaced the initial files. Uploads that
 * a reload has interrupted may be there before the field: they come in addition, unless it takes only one file.
 */
export function useDefaultValue(
  group: string | undefined,
  defaultValue: RefObject<readonly StoredFile[]>,
  isMultiple: boolean,
): void {
  const uploader = useUploader()
  useEffect(() => {
    const groups = known.get(uploader) ?? []
    known.set(uploader, [...groups, group])
    const isAgain = !isMultiple || groups.includes(group)
    const { uploads } = uploader.getSnapshot()
    if (uploads.some((one) => one.group === group && (isAgain || one.status === 'done'))) return
    uploader.addStored(defaultValue.current, group === undefined ? {} : { group })
  }, [uploader, group, defaultValue, isMultiple])
}
