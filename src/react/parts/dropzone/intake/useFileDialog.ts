'use client'

import { type ChangeEventHandler, type RefObject, useEffect, useRef } from 'react'
import type { ReadFiles } from './readFiles.js'

interface FileDialogOptions {
  /** Whether the zone takes no files. */
  readonly isIdle: boolean
  readonly take: (read: ReadFiles) => void
}

interface FileDialog {
  readonly input: RefObject<HTMLInputElement | null>
  readonly onChange: ChangeEventHandler<HTMLInputElement>
  readonly open: () => void
}

/** Takes the files that are chosen in the browser's dialog. */
export function useFileDialog({ isIdle, take }: FileDialogOptions): FileDialog {
  const input = useRef<HTMLInputElement | null>(null)
  useEarlyChoice(input, isIdle, take)
  return {
    input,
    onChange: ({ currentTarget }) => takeChosen(currentTarget, take),
    open: () => {
      if (!isIdle) input.current?.click()
    },
  }
}

/** Empties the input as well, so that choosing the same file again fires a change, and no file is taken twice. */
function takeChosen(input: HTMLInputElement, take: FileDialogOptions['take']): void {
  const files = Array.from(input.files ?? [])
  input.value = ''
  take({ files, unreadable: 0 })
}

/** Takes files on mount that the user chose in a server-rendered page before its scripts ran. */
function useEarlyChoice(input: FileDialog['input'], isIdle: boolean, take: FileDialogOptions['take']): void {
  const latestTake = useRef(take)
  useEffect(() => {
    latestTake.current = take
  })
  useEffect(() => {
    if (!isIdle && input.current?.files?.length) takeChosen(input.current, latestTake.current)
  }, [input, isIdle])
}
