'use client'

import { type RefObject, useCallback, useRef, useState } from 'react'
import { matchesAccept } from '../../../../shared/accept/accept.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { useCoatcheck } from '../../../provider/context.js'
import { addInSlices } from './addInSlices.js'
import { droppedHandles, type ReadFiles } from './readFiles.js'
import type { UseUploadZoneOptions } from '../useUploadZone.js'

interface IntakeOptions extends Pick<UseUploadZoneOptions, 'metadata' | 'group' | 'restrictions' | 'edit' | 'onAdd'> {
  /** The restrictions that hold for the zone, its own or the provider's. */
  readonly accept: string | undefined
  readonly maxFiles: number | undefined
  readonly isMultiple: boolean
  readonly button: RefObject<HTMLButtonElement | null>
}

interface Intake {
  readonly notice: string | null
  readonly take: (read: ReadFiles) => void
}

/** Adds files to the uploader, and keeps the notice about the last ones. */
export function useIntake(options: IntakeOptions): Intake {
  const { metadata, group, restrictions, edit, onAdd, accept, maxFiles, isMultiple, button } = options
  const { uploader, speaker } = useCoatcheck('useUploadZone')
  const { dropzone } = useMessages()
  const [notice, setNotice] = useState<string | null>(null)
  const lastEdit = useRef<Promise<void>>(Promise.resolve())

  const take = useCallback(
    ({ files, unreadable }: ReadFiles) => {
      // A disabled fieldset disables the button without rendering this part.
      if (button.current?.matches(':disabled')) return
      // With maxFiles, the uploader rejects the surplus files itself.
      const isTooMany = !isMultiple && maxFiles === undefined && files.length > 1
      const tell = (text: string): void => {
        setNotice(text)
        speaker.say(text)
      }
      setNotice(null)
      if (unreadable > 0) tell(dropzone.unreadable(unreadable))
      if (files.length === 0) return
      const isGone = (): boolean => button.current === null
      const add = (added: readonly File[]): void =>
        addInSlices(added, {
          uploader,
          options: {
            handles: droppedHandles,
            ...(metadata !== undefined && { metadata }),
            ...(group !== undefined && { group }),
            ...(restrictions && { restrictions }),
          },
          onAdd(result) {
            // It says that the first file was added, so not before that is known.
            if (isTooMany && result.accepted[0]) tell(dropzone.onlyOne)
            onAdd?.(result)
          },
          isGone,
        })
      const taken = isTooMany ? files.slice(0, 1) : files
      if (!edit) return add(taken)
      const report = (error: unknown): void => {
        if (!isGone()) reportError(error)
      }
      // Files that come while others are edited wait, since the app may show one dialog for all of them.
      lastEdit.current = lastEdit.current
        .then(() => editEach(taken, { edit, accept, report }))
        .then((edited) => {
          if (edited.length > 0) add(edited)
        })
        .catch(report)
    },
    [uploader, accept, maxFiles, speaker, dropzone, isMultiple, metadata, group, restrictions, edit, onAdd, button],
  )
  return { notice, take }
}

interface EditOptions {
  readonly edit: NonNullable<IntakeOptions['edit']>
  readonly accept: string | undefined
  readonly report: (error: unknown) => void
}

/**
 * Files that will be rejected for their type are passed on as they are: nobody should have to edit them first. A file
 * that cannot be edited is left out, and takes no other with it.
 */
async function editEach(files: readonly File[], { edit, accept = '', report }: EditOptions): Promise<readonly File[]> {
  const edited: File[] = []
  for (const file of files) {
    try {
      const next = matchesAccept(accept, file) ? await edit(file) : file
      if (next) edited.push(next)
    } catch (error) {
      report(error)
    }
  }
  return edited
}
