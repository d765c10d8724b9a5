'use client'

import { useCallback } from 'react'
import type { Snapshot, Upload } from '../../contract/upload.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { shallow } from './shallow.js'
import { useSnapshot } from './useSnapshot.js'

export interface UseUploadsOptions {
  /** Only the uploads that were added with this group: a field of a form, as a rule. */
  readonly group?: string | undefined
}

/**
 * The uploads, in the order they were added; or what `select` makes of them. The component renders again only when
 * the result is another to `isEqual`.
 * @example
 * const photos = useUploads({ group: 'photos' })
 * const isBusy = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
 */
export function useUploads<TFile extends StoredFile = StoredFile>(
  options?: UseUploadsOptions,
  isEqual?: (a: readonly Upload<TFile>[], b: readonly Upload<TFile>[]) => boolean,
): readonly Upload<TFile>[]
export function useUploads<T, TFile extends StoredFile = StoredFile>(
  select: (uploads: readonly Upload<TFile>[]) => T,
  isEqual?: (a: T, b: T) => boolean,
): T
export function useUploads(
  what: UseUploadsOptions | ((uploads: readonly Upload[]) => unknown) = {},
  isEqual: (a: never, b: never) => boolean = shallow,
): unknown {
  const select = typeof what === 'function' ? what : undefined
  const group = typeof what === 'function' ? undefined : what.group
  const selectPart = useCallback(
    ({ uploads }: Snapshot) => {
      if (select) return select(uploads)
      return group === undefined ? uploads : uploads.filter((upload) => upload.group === group)
    },
    [select, group],
  )
  // The overloads say that `isEqual` compares what `select` gives.
  return useSnapshot('useUploads', selectPart, isEqual as (a: unknown, b: unknown) => boolean)
}
