'use client'

import {
  type ChangeEventHandler,
  type DragEventHandler,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { type DropEvent, useDropzone } from 'react-dropzone'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { Restrictions } from '../../../contract/restrictions.js'
import type { DropzoneProps, DropzoneState } from './Dropzone.js'
import { addInSlices } from './addInSlices.js'
import { isSurelyRejected } from './isSurelyRejected.js'
import { type ReadFiles, readDataTransfer } from './readFiles.js'
import { usePaste } from './usePaste.js'
import { usePreload } from './usePreload.js'

type DragHandlers = Partial<
  Record<'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop', DragEventHandler<HTMLDivElement>>
>

/** A dropzone's behaviour without its markup. */
export interface DropzoneController {
  readonly root: RefObject<HTMLDivElement | null>
  readonly button: RefObject<HTMLButtonElement | null>
  readonly input: RefObject<HTMLInputElement | null>
  readonly state: Omit<DropzoneState, 'limits' | 'isMultiple' | 'isRequired'>
  readonly dragHandlers: DragHandlers
  readonly inputProps: { readonly onChange: ChangeEventHandler<HTMLInputElement> }
  readonly open: () => void
}

/**
 * Leaves dragging to react-dropzone, but neither validation nor reading: the uploader rejects files with reasons, and
 * our own reading keeps the other files of a folder when one of them is unreadable.
 */
export function useDropzoneController(
  props: DropzoneProps,
  restrictions: Restrictions,
  isMultiple: boolean,
): DropzoneController {
  const { onDragEnter, onDragOver, onDragLeave, onDrop, disabled: isDisabled = false, pasteAnywhere = false } = props
  const button = useRef<HTMLButtonElement | null>(null)
  const input = useRef<HTMLInputElement | null>(null)
  const [isWrong, setIsWrong] = useState(false)
  const { notice, take } = useIntake(props, { maxFiles: restrictions.maxFiles, isMultiple, button })

  const getFilesFromEvent = async (event: DropEvent | FileSystemFileHandle[]): Promise<File[]> => {
    const data = !Array.isArray(event) && 'dataTransfer' in event ? event.dataTransfer : null
    if (!data) return []
    if ((event as DragEvent).type !== 'drop') {
      setIsWrong(isSurelyRejected(restrictions.accept, data))
      return []
    }
    const read = await readDataTransfer(data)
    unreadableCounts.set(event, read.unreadable)
    return [...read.files]
  }

  const drag = useDropzone({
    disabled: isDisabled,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    getFilesFromEvent,
    onDrop: (files, _rejections, event) => take({ files, unreadable: unreadableCounts.get(event) ?? 0 }),
  })

  // react-dropzone recognises events from inside the zone by this ref, which is typed for any element.
  const root = drag.rootRef as RefObject<HTMLDivElement | null>
  const onPaste = useCallback((data: DataTransfer) => void readDataTransfer(data).then(take, reportError), [take])
  usePaste({ root, isDisabled, isAnywhere: pasteAnywhere, onPaste })
  useEarlyChoice(input, isDisabled, take)
  usePreload(root)

  const callers = definedHandlers({ onDragEnter, onDragOver, onDragLeave, onDrop })
  const isDropTarget = drag.isDragActive && !isDisabled
  return {
    root,
    button,
    input,
    state: {
      isDropTarget,
      isRejecting: isDropTarget && isWrong,
      isDragging: drag.isDragGlobal && !isDisabled,
      isReading: drag.isProcessing,
      isDisabled,
      notice,
    },
    dragHandlers: isDisabled ? callers : pickDragHandlers(drag.getRootProps(callers)),
    inputProps: { onChange: ({ currentTarget }) => takeChosen(currentTarget, take) },
    open: () => {
      if (!isDisabled) input.current?.click()
    },
  }
}

/** Empties the input as well, so that choosing the same file again fires a change, and no file is taken twice. */
function takeChosen(input: HTMLInputElement, take: Intake['take']): void {
  const files = Array.from(input.files ?? [])
  input.value = ''
  take({ files, unreadable: 0 })
}

/** Takes files on mount that the user chose in a server-rendered page before its scripts ran. */
function useEarlyChoice(input: DropzoneController['input'], isDisabled: boolean, take: Intake['take']): void {
  const latestTake = useRef(take)
  useEffect(() => {
    latestTake.current = take
  })
  useEffect(() => {
    if (!isDisabled && input.current?.files?.length) takeChosen(input.current, latestTake.current)
  }, [input, isDisabled])
}

const unreadableCounts = new WeakMap<object, number>()

interface Intake {
  readonly notice: string | null
  readonly take: (read: ReadFiles) => void
}

interface IntakeOptions {
  readonly maxFiles: number | undefined
  readonly isMultiple: boolean
  readonly button: DropzoneController['button']
}

/** Adds files to the uploader, and keeps the notice about the last ones. */
function useIntake(props: DropzoneProps, { maxFiles, isMultiple, button }: IntakeOptions): Intake {
  const { uploader, speaker } = useCoatcheck('Dropzone')
  const { dropzone } = useMessages()
  const { metadata, group, restrictions, onAdd } = props
  const [notice, setNotice] = useState<string | null>(null)

  const take = useCallback(
    ({ files, unreadable }: ReadFiles) => {
      // A disabled fieldset disables the button without rendering this part.
      if (button.current?.matches(':disabled')) return
      // With maxFiles, the uploader rejects the surplus files itself.
      const isTooMany = !isMultiple && maxFiles === undefined && files.length > 1
      const notices = [isTooMany && dropzone.onlyOne, unreadable > 0 && dropzone.unreadable(unreadable)]
      const next = notices.filter(Boolean).join(' ')
      setNotice(next || null)
      if (next) speaker.say(next)
      if (files.length === 0) return
      addInSlices(isTooMany ? files.slice(0, 1) : files, {
        uploader,
        options: {
          ...(metadata !== undefined && { metadata }),
          ...(group !== undefined && { group }),
          ...(restrictions && { restrictions }),
        },
        onAdd: (result) => onAdd?.(result),
        isGone: () => button.current === null,
      })
    },
    [uploader, maxFiles, speaker, dropzone, isMultiple, metadata, group, restrictions, onAdd, button],
  )
  return { notice, take }
}

function definedHandlers(handlers: { [K in keyof DragHandlers]: DragHandlers[K] | undefined }): DragHandlers {
  return Object.fromEntries(Object.entries(handlers).filter(([, handler]) => handler !== undefined))
}

function pickDragHandlers({ onDragEnter, onDragOver, onDragLeave, onDrop }: DragHandlers): DragHandlers {
  return definedHandlers({ onDragEnter, onDragOver, onDragLeave, onDrop })
}
