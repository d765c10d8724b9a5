'use client'

import { type RefObject, useCallback, useState } from 'react'
import { matchesAccept } from '../../../../uploader/accept.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { useCoatcheck } from '../../../provider/context.js'
import { addInSlices } from './addInSlices.js'
import type { ReadFiles } from './readFiles.js'
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
      const isGone = (): boolean => button.current === null
      const add = (added: readonly File[]): void =>
        addInSlices(added, {
          uploader,
          options: {
            ...(metadata !== undefined && { metadata }),
            ...(group !== undefined && { group }),
            ...(restrictions && { restrictions }),
          },
          onAdd: (result) => onAdd?.(result),
          isGone,
        })
      const taken = isTooMany ? files.slice(0, 1) : files
      if (!edit) return add(taken)
      editEach(taken, edit, accept)
        .then((edited) => edited.length > 0 && add(edited))
        .catch((error: unknown) => isGone() || reportError(error))
    },
    [uploader, accept, maxFiles, speaker, dropzone, isMultiple, metadata, group, restrictions, edit, onAdd, button],
  )
  return { notice, take }
}

type Edit = NonNullable<IntakeOptions['edit']>

/** Files that will be rejected for their type are passed on as they are: nobody should have to edit them first. */
async function editEach(files: readonly File[], edit: Edit, accept = ''): Promise<readonly File[]> {
  const edited: File[] = []
  for (const file of files) {
    const next = matchesAccept(accept, file) ? await edit(file) : file
    if (next) edited.push(next)
  }
  return edited
}
