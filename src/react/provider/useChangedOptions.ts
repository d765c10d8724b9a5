'use client'

import { useEffect, useRef } from 'react'
import type { ChangeableOptions } from '../../contract/options.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'

type ChangeableProps<TFile extends StoredFile> = {
  readonly [K in keyof ChangeableOptions<TFile>]?: ChangeableOptions<TFile>[K] | undefined
}

/**
 * Hands changed props to the uploader. One that was made from the props knows the first ones already; to one that
 * was not (`tellsFirst`) they are told as well.
 */
export function useChangedOptions<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  props: ChangeableProps<TFile>,
  tellsFirst: boolean,
): void {
  const { backend, restrictions, concurrency, prepare } = props
  const first = useRef<ChangeableProps<TFile>>(tellsFirst ? nothing : props)
  const told = useRef<{ readonly uploader: object; readonly props: ChangeableProps<TFile> } | null>(null)
  useEffect(() => {
    const next = { backend, restrictions, concurrency, prepare }
    const before = told.current?.uploader === uploader ? told.current.props : first.current
    told.current = { uploader, props: next }
    const changes = findChanges(before, next)
    if (Object.keys(changes).length > 0) uploader.setOptions(changes)
  }, [uploader, backend, restrictions, concurrency, prepare])
}

const nothing: ChangeableProps<never> = {}

/** A prop that was taken away becomes the default again. */
function findChanges<TFile extends StoredFile>(
  before: ChangeableProps<TFile>,
  next: ChangeableProps<TFile>,
): ChangeableOptions<TFile> {
  return {
    ...(next.backend && next.backend !== before.backend && { backend: next.backend }),
    ...(next.restrictions !== before.restrictions && { restrictions: next.restrictions ?? {} }),
    ...(next.concurrency !== before.concurrency && { concurrency: next.concurrency ?? {} }),
    ...(next.prepare !== before.prepare && { prepare: next.prepare ?? asItIs }),
  }
}

function asItIs(file: File): File {
  return file
}
