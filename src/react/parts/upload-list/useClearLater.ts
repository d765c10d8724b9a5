'use client'

import { type RefObject, useEffect } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { findFinished } from './findFinished.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'

interface ClearLaterTarget {
  readonly list: RefObject<HTMLElement | null>
  readonly group: string | undefined
  /** Undefined: rows stay. */
  readonly afterMs: number | undefined
}

/** Lets finished rows leave the list some time after they were done, but none that has the focus. */
export function useClearLater({ list, group, afterMs }: ClearLaterTarget): void {
  const { uploader, dropzones } = useCoatcheck('UploadList')
  const chunk = useChunk(clearLaterChunk, afterMs !== undefined)
  useEffect(() => {
    if (!chunk || afterMs === undefined) return undefined
    return chunk.clearLater({
      afterMs,
      subscribe: (listener) => uploader.subscribe(listener),
      find: () => findFinished(uploader.getSnapshot().uploads, group, dropzones),
      isInUse: (id) => list.current?.querySelector(`[data-id="${CSS.escape(id)}"]:focus-within`) != null,
      clear: (ids) => uploader.remove(ids),
    })
  }, [chunk, uploader, dropzones, list, group, afterMs])
}

const clearLaterChunk = createChunk(() => import('./clearLater.js'))
