'use client'

import { type RefObject, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { emptySnapshot } from '../../uploader/Store.js'
import type { Snapshot } from '../../contract/upload.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { useCoatcheck } from '../provider/context.js'

/**
 * Selects a part of the uploader's snapshot. The component renders again only when `isEqual` reports a change. On the
 * server, everything is selected from one empty snapshot, so that hydration matches.
 */
export function useSnapshot<T, TFile extends StoredFile>(
  caller: string,
  select: (snapshot: Snapshot<TFile>) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T {
  const { uploader } = useCoatcheck<TFile>(caller)
  const rendered = useRef<{ readonly value: T } | null>(null)
  const subscribe = useSubscribe(uploader)
  // The ref is read only to keep the identity of an equal value when `select` is a new function at each render.
  // oxlint-disable-next-line react/refs
  const selectFrom = useMemo(() => createSelector(select, isEqual, rendered), [select, isEqual])
  const value = useSyncExternalStore(
    subscribe,
    () => selectFrom(uploader.getSnapshot()),
    () => selectFrom(emptySnapshot),
  )
  useEffect(() => {
    rendered.current = { value }
  }, [value])
  return value
}

/** Returns the same function as long as the uploader is the same. */
export function useSubscribe<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
): (listener: () => void) => () => void {
  return useCallback((listener) => uploader.subscribe(listener), [uploader])
}

/** Selects once per snapshot, and returns the previous value if the two are equal. */
function createSelector<T, TSnapshot>(
  select: (snapshot: TSnapshot) => T,
  isEqual: (a: T, b: T) => boolean,
  rendered: RefObject<{ readonly value: T } | null>,
): (snapshot: TSnapshot) => T {
  let last: { readonly snapshot: TSnapshot; readonly value: T } | null = null
  return (snapshot) => {
    if (last?.snapshot === snapshot) return last.value
    const selected = select(snapshot)
    const before = last ?? rendered.current
    const value = before && isEqual(before.value, selected) ? before.value : selected
    last = { snapshot, value }
    return value
  }
}
