'use client'

import { useCallback } from 'react'
import type { Snapshot, Upload } from '../../contract/upload.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { shallow } from './shallow.js'
import { useSnapshot } from './useSnapshot.js'

/** Options of {@link useUploads}. */
export interface UseUploadsOptions {
  /** Returns only the uploads of this group, usually those of one form field. Default: all uploads. */
  readonly group?: string | undefined
}

/**
 * The uploads in the order they were added. The component renders again only when `isEqual` returns false for the old
 * and the new list; by default, their members are compared.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const photos = useUploads({ group: 'photos' })
 */
export function useUploads<TFile extends StoredFile = StoredFile>(
  options?: UseUploadsOptions,
  isEqual?: (a: readonly Upload<TFile>[], b: readonly Upload<TFile>[]) => boolean,
): readonly Upload<TFile>[]
/**
 * The result of a function of all uploads. The component renders again only when `isEqual` returns false for the old
 * and the new result; by default, lists and records are compared by their members.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const isBusy = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
 */
export function useUploads<T, TFile extends StoredFile = StoredFile>(
  select: (uploads: readonly Upload<TFile>[]) => T,
  isEqual?: (a: T, b: T) => boolean,
): T
export function useUploads(
  what: UseUploadsOptions | ((uploads: readonly Upload[]) => unknown) = {},
  isEqual: (a: never, b: never) => boolean = shallow,
): unknown {
  const part = typeof what === 'function' ? what : what.group
  const selectPart = useCallback(
    ({ uploads }: Snapshot) => {
      if (typeof part === 'function') return part(uploads)
      return part === undefined ? uploads : uploads.filter(({ group }) => group === part)
    },
    [part],
  )
  // The overloads guarantee that `isEqual` compares the results of `select`.
  return useSnapshot('useUploads', selectPart, isEqual as (a: unknown, b: unknown) => boolean)
}
