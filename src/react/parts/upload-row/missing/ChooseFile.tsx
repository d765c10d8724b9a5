'use client'

import type { ReactElement } from 'react'
import { nameInSentence } from '../../../../shared/showText.js'
import type { Upload } from '../../../../contract/upload.js'
import { ActionButton } from '../../../shared/ActionButton.js'
import { type Chunk, createChunk, useChunk } from '../../../shared/useChunk.js'
import { useCoatcheck } from '../../../provider/context.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { comparisonsOf } from '../status/FileComparisons.js'
import type * as missingFile from './MissingFile.js'

const missingFileChunk: Chunk<typeof missingFile> = createChunk(() => import('./MissingFile.js'))

/** A button that gets a row the file that was not kept or is gone. Its code is loaded with the first such row. */
export function ChooseFile({ upload }: { readonly upload: Upload }): ReactElement {
  const { uploader, speaker } = useCoatcheck('UploadActions')
  const messages = useMessages()
  const name = nameInSentence(upload.name)
  const loaded = useChunk(missingFileChunk, true)
  if (!loaded) return <ChooseButton label={messages.actions.choose(name)} isDisabled onAct={() => {}} />
  return (
    <loaded.MissingFile
      {...{ upload, name, uploader, speaker, messages }}
      Button={ChooseButton}
      comparisons={comparisonsOf(uploader)}
    />
  )
}

function ChooseButton(props: missingFile.ChooseButtonProps): ReactElement {
  return <ActionButton action="choose" {...props} />
}
