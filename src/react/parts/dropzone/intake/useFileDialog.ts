'use client'

import { type ChangeEventHandler, type RefObject, useEffect, useRef } from 'react'
import type { UseUploadZoneOptions } from '../useUploadZone.js'
import { cameraAccept } from './kindsOfAccept.js'
import { isSystemFile, type ReadFiles } from './readFiles.js'

interface FileDialogOptions extends Pick<UseUploadZoneOptions, 'camera' | 'capture' | 'directory'> {
  /** Whether the zone takes no files. */
  readonly isIdle: boolean
  readonly accept: string | undefined
  readonly take: (read: ReadFiles) => void
}

interface FileDialog {
  readonly input: RefObject<HTMLInputElement | null>
  readonly onChange: ChangeEventHandler<HTMLInputElement>
  readonly open: () => void
  /** Null if it is not wanted, the input opens the camera anyway, or what a camera makes is not accepted. */
  readonly openCamera: (() => void) | null
  readonly openFolder: () => void
}

/** Takes the files that are chosen in the browser's dialog. */
export function useFileDialog({ isIdle, accept, capture, directory, camera, take }: FileDialogOptions): FileDialog {
  const input = useRef<HTMLInputElement | null>(null)
  useEarlyChoice(input, isIdle, take)
  const opener = (attributes: DialogAttributes) => (): void => {
    if (!isIdle && input.current) openDialog(input.current, attributes)
  }
  const forCamera = camera && capture === undefined && !directory ? cameraAccept(accept) : null
  return {
    input,
    // The zone may have become read-only while the dialog was open.
    onChange: ({ currentTarget }) => takeChosen(currentTarget, isIdle ? ignore : take),
    open: opener({ accept, capture: capture === true ? '' : capture || undefined, isFolder: directory === true }),
    openCamera: forCamera && opener({ accept: forCamera, capture: camera || undefined, isFolder: false }),
    openFolder: opener({ accept, capture: undefined, isFolder: true }),
  }
}

interface DialogAttributes {
  readonly accept: string | undefined
  readonly capture: string | undefined
  readonly isFolder: boolean
}

/**
 * One input serves all buttons, because a form has one field to point its messages at. Browsers read the attributes when
 * the dialog opens, Firefox also when it closes, so they are set anew each time and stay until the next.
 */
function openDialog(input: HTMLInputElement, { accept, capture, isFolder }: DialogAttributes): void {
  setAttribute(input, 'accept', accept)
  setAttribute(input, 'capture', capture)
  setAttribute(input, 'webkitdirectory', isFolder ? '' : undefined)
  input.click()
}

function setAttribute(input: HTMLInputElement, name: string, value: string | undefined): void {
  if (value === undefined) input.removeAttribute(name)
  else input.setAttribute(name, value)
}

/** Empties the input as well, so that choosing the same file again fires a change, and no file is taken twice. */
function takeChosen(input: HTMLInputElement, take: FileDialogOptions['take']): void {
  const files = Array.from(input.files ?? []).filter(isMeant)
  input.value = ''
  take({ files, unreadable: 0 })
}

function ignore(): void {}

/** A file that is chosen on its own is wanted, whatever its name; a folder brings system files along. */
function isMeant(file: File): boolean {
  return !(file.webkitRelativePath && isSystemFile(file))
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
