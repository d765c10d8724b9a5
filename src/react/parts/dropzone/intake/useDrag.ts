'use client'

import { type RefObject, useState } from 'react'
import { type DropEvent, useDropzone } from 'react-dropzone'
import { useMergedRef } from '../../../shared/useMergedRef.js'
import { isSurelyRejected } from './isSurelyRejected.js'
import { type ReadFiles, readDataTransfer } from './readFiles.js'
import type { DropzoneState, ZoneDragHandlers, ZoneRootProps } from '../useUploadZone.js'

interface DragOptions {
  /** Whether the zone takes no files. */
  readonly isIdle: boolean
  readonly accept: string | undefined
  readonly take: (read: ReadFiles) => void
}

interface Drag {
  readonly root: RefObject<HTMLElement | null>
  readonly getRootProps: (handlers?: ZoneDragHandlers) => ZoneRootProps
  readonly state: Pick<DropzoneState, 'isDropTarget' | 'isRejecting' | 'isDragging' | 'isReading'>
}

/**
 * Leaves dragging to react-dropzone, but neither validation nor reading: the uploader rejects files with reasons, and
 * our own reading keeps the other files of a folder when one of them is unreadable.
 */
export function useDrag({ isIdle, accept, take }: DragOptions): Drag {
  const [isWrong, setIsWrong] = useState(false)

  const getFilesFromEvent = async (event: DropEvent | FileSystemFileHandle[]): Promise<File[]> => {
    const data = !Array.isArray(event) && 'dataTransfer' in event ? event.dataTransfer : null
    if (!data) return []
    if ((event as DragEvent).type !== 'drop') {
      setIsWrong(isSurelyRejected(accept, data))
      return []
    }
    const read = await readDataTransfer(data)
    unreadableCounts.set(event, read.unreadable)
    return [...read.files]
  }

  const drag = useDropzone({
    disabled: isIdle,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    getFilesFromEvent,
    onDrop: (files, _rejections, event) => take({ files, unreadable: unreadableCounts.get(event) ?? 0 }),
  })

  // react-dropzone recognises events from inside the zone by this ref.
  const root = drag.rootRef as RefObject<HTMLElement | null>
  // A callback fits an element of any type.
  const setRoot = useMergedRef(null, root)
  const isDropTarget = drag.isDragActive && !isIdle
  return {
    root,
    getRootProps: (handlers = {}) => {
      const callers = pickDragHandlers(handlers)
      return { ...(isIdle ? callers : pickDragHandlers(drag.getRootProps(callers))), ref: setRoot }
    },
    state: {
      isDropTarget,
      isRejecting: isDropTarget && isWrong,
      isDragging: drag.isDragGlobal && !isIdle,
      isReading: drag.isProcessing,
    },
  }
}

const unreadableCounts = new WeakMap<object, number>()

const handlerNames = ['onDragEnter', 'onDragOver', 'onDragLeave', 'onDrop'] as const

function pickDragHandlers(handlers: ZoneDragHandlers): ZoneDragHandlers {
  return Object.fromEntries(handlerNames.flatMap((name) => (handlers[name] ? [[name, handlers[name]]] : [])))
}
