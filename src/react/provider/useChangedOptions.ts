'use client'

import { useEffect, useMemo, useRef } from 'react'
import type { ChangeableOptions } from '../../contract/options.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'

type ChangeableProps<TFile extends StoredFile> = {
  readonly [K in keyof ChangeableOptions<TFile>]?: ChangeableOptions<TFile>[K] | undefined
}

/**
 * Passes changed props on to the uploader. An uploader of the app's own was not created from the props, so it needs
 * the first ones, too (`passesFirst`).
 */
export function useChangedOptions<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  props: ChangeableProps<TFile>,
  passesFirst: boolean,
): void {
  const { backend, restrictions = defaults.restrictions, concurrency = defaults.concurrency, prepare } = props
  const next = useMemo(
    () => ({ backend, restrictions, concurrency, prepare }),
    [backend, restrictions, concurrency, prepare],
  )
  const first = useRef<ChangeableProps<TFile>>(passesFirst ? defaults : next)
  const passed = useRef<{ readonly uploader: object; readonly options: ChangeableProps<TFile> } | null>(null)
  useEffect(() => {
    const before = passed.current?.uploader === uploader ? passed.current.options : first.current
    passed.current = { uploader, options: next }
    const changes = findChanges(before, next)
    if (Object.keys(changes).length > 0) uploader.setOptions(changes)
  }, [uploader, next])
}

/** A prop that was removed returns to its default; `prepare` has none. A provider with a backend always has one. */
const defaults = { restrictions: {}, concurrency: {} }

function findChanges<TFile extends StoredFile>(
  before: ChangeableProps<TFile>,
  next: ChangeableProps<TFile>,
): ChangeableOptions<TFile> {
  const changes = Object.entries(next).filter(([name, option]) => option !== Reflect.get(before, name))
  // These are members of `next`, and an option that is undefined counts as left out.
  return Object.fromEntries(changes) as ChangeableOptions<TFile>
}
