'use client'

import { useEffect, useRef } from 'react'
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
  const { backend, restrictions, concurrency, prepare } = props
  const first = useRef<ChangeableProps<TFile>>(passesFirst ? noProps : props)
  const passed = useRef<{ readonly uploader: object; readonly props: ChangeableProps<TFile> } | null>(null)
  useEffect(() => {
    const next = { backend, restrictions, concurrency, prepare }
    const before = passed.current?.uploader === uploader ? passed.current.props : first.current
    passed.current = { uploader, props: next }
    const changes = findChanges(before, next)
    if (Object.keys(changes).length > 0) uploader.setOptions(changes)
  }, [uploader, backend, restrictions, concurrency, prepare])
}

const noProps: ChangeableProps<never> = {}

/** A prop that was removed returns to its default. */
function findChanges<TFile extends StoredFile>(
  before: ChangeableProps<TFile>,
  next: ChangeableProps<TFile>,
): ChangeableOptions<TFile> {
  return {
    ...(next.backend && next.backend !== before.backend && { backend: next.backend }),
    ...(next.restrictions !== before.restrictions && { restrictions: next.restrictions ?? {} }),
    ...(next.concurrency !== before.concurrency && { concurrency: next.concurrency ?? {} }),
    ...(next.prepare !== before.prepare && { prepare: next.prepare ?? identity }),
  }
}

function identity(file: File): File {
  return file
}
