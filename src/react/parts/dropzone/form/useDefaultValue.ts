'use client'

import { type RefObject, useEffect } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Uploader } from '../../../../contract/uploader.js'
import { useUploader } from '../../../hooks/useUploader.js'
import { addInitial, initialIdOf } from './initialRows.js'

/** The groups of the fields that have mounted before. */
const known = new WeakMap<Uploader, Set<string | undefined>>()

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
    const groups = known.get(uploader) ?? new Set()
    const isAgain = !isMultiple || groups.has(group)
    known.set(uploader, groups.add(group))
    const { uploads } = uploader.getSnapshot()
    const isFilled = uploads.some((one) => one.group === group && (isAgain || initialIdOf(one)))
    if (!isFilled) addInitial(uploader, group, defaultValue.current)
    // oxlint-disable-next-line react/exhaustive-deps -- a field that takes another number of files does not start anew
  }, [uploader, group, defaultValue])
}
