'use client'

import { type RefObject, useEffect } from 'react'
import type { StoredFile } from '../../../../contract/storedFile.js'
import type { Uploader } from '../../../../contract/uploader.js'
import { nextTask } from '../../../../shared/nextTask.js'
import { useUploader } from '../../../hooks/useUploader.js'
import { addInitial, initialIdOf } from './initialRows.js'

interface ResetOptions {
  readonly input: RefObject<HTMLInputElement | null>
  readonly group: string | undefined
  readonly defaultValue: RefObject<readonly StoredFile[]>
}

/**
 * A click on a reset button restores the initial form: the default value and the rows of `addStored`. Any other reset
 * keeps the uploads, because React 19 resets a form after every action, even one that returned an error.
 */
export function useResetButton({ input, group, defaultValue }: ResetOptions): void {
  const uploader = useUploader()
  useEffect(() => {
    // A form and its buttons are always in the same tree: the document or one shadow root.
    const tree = input.current?.getRootNode()
    const onClick = (click: Event): void => {
      const form = input.current?.form
      if (!form || findResetButton(click)?.form !== form) return
      const onReset = (reset: Event): void => {
        if (!click.defaultPrevented && !reset.defaultPrevented) resetField(uploader, group, defaultValue.current)
      }
      form.addEventListener('reset', onReset)
      // A click resets the form within its own task; a later reset comes from a script.
      void nextTask().then(() => form.removeEventListener('reset', onReset))
    }
    tree?.addEventListener('click', onClick, true)
    return () => tree?.removeEventListener('click', onClick, true)
  }, [input, uploader, group, defaultValue])
}

function findResetButton({ target }: Event): HTMLButtonElement | HTMLInputElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement | HTMLInputElement>('[type=reset]') : null
}

function resetField(uploader: Uploader, group: string | undefined, defaultValue: readonly StoredFile[]): void {
  const { uploads, rejections } = uploader.getSnapshot()
  const own = uploads.filter((upload) => upload.group === group)
  const presentIds = new Set(own.map(initialIdOf))
  const defaultIds = new Set<string | null>(defaultValue.map(({ id }) => id))
  const isComplete = defaultValue.every(({ id }) => presentIds.has(id))
  // If one of the default files is missing, those that are left go as well, so that all return in their order.
  const stays = (initialId: string | null): boolean => initialId !== null && (isComplete || !defaultIds.has(initialId))
  const ids = own.filter((upload) => !stays(initialIdOf(upload))).map(({ id }) => id)
  uploader.remove(ids)
  addInitial(uploader, group, defaultValue)
  uploader.dismiss(rejections.filter((rejection) => rejection.group === group).map(({ id }) => id))
  // A confirm in flight cannot be stopped, so its row is removed when it has settled.
  const left = ids.filter((id) => uploader.getUpload(id))
  uploader.whenSettled({ ids: left }).then(
    () => uploader.remove(left),
    () => {},
  )
}
