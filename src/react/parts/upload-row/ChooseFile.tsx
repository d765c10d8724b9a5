'use client'

import { type ChangeEvent, type ReactElement, useRef, useSyncExternalStore } from 'react'
import { nameInSentence } from '../../../shared/showText.js'
import type { Upload } from '../../../contract/upload.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { comparisonsOf } from './status/FileComparisons.js'

/** Asks for a file that was not kept or is gone, and reports if the user chooses a different one. */
export function ChooseFile({ upload }: { readonly upload: Upload }): ReactElement {
  const { uploader, speaker } = useCoatcheck('UploadActions')
  const comparisons = comparisonsOf(uploader)
  const { actions, status } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const isComparing = useSyncExternalStore(
    comparisons.subscribe,
    () => comparisons.get(upload.id) === 'comparing',
    () => false,
  )

  async function compare(file: File): Promise<void> {
    comparisons.set(upload.id, 'comparing')
    try {
      const isSame = await uploader.provideFile(upload.id, file)
      comparisons.set(upload.id, isSame ? undefined : 'another-file')
      if (!isSame) speaker.say(status.anotherFile)
    } catch (error) {
      // It could not be compared, so the row still asks for the file.
      comparisons.set(upload.id, undefined)
      console.warn(error)
    }
  }

  function onChange({ target }: ChangeEvent<HTMLInputElement>): void {
    const [file] = target.files ?? []
    // The input is emptied so that choosing the same file again, after changing it back, fires a change.
    target.value = ''
    if (file) void compare(file)
  }

  return (
    <>
      <input ref={input} type="file" className="coatcheck-upload-input" hidden onChange={onChange} />
      <ActionButton
        action="choose"
        label={actions.choose(nameInSentence(upload.name))}
        isDisabled={isComparing}
        onAct={() => input.current?.click()}
      />
    </>
  )
}
