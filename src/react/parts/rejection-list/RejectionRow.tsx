'use client'

import type { ReactElement } from 'react'
import type { Rejection } from '../../../contract/restrictions.js'
import { nameInSentence } from '../../../shared/showText.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { FileName } from '../../shared/file/FileName.js'
import { Icon } from '../../shared/icons.js'
import type { GatheredRejections } from './gatherByReason.js'

/** All files that were rejected for the same reasons. Beyond the first three, their names are folded away. */
export function RejectionRow({ reasons, rejections }: GatheredRejections): ReactElement {
  const { actions, list } = useMessages()
  const uploader = useUploader()
  const [{ file }] = rejections
  // One more name takes no more room than the line that would unfold it.
  const shown = rejections.slice(0, rejections.length === namesShown + 1 ? namesShown + 1 : namesShown)
  const folded = rejections.slice(shown.length)
  return (
    <>
      <span className="coatcheck-rejection-icon">
        <Icon name="failed" />
      </span>
      <div className="coatcheck-rejection-facts">
        <Names of={shown} />
        {folded.length > 0 && (
          <details className="coatcheck-rejection-rest">
            <summary className="coatcheck-rejection-fold">{list.more(folded.length)}</summary>
            <Names of={folded.slice(0, namesUnfolded)} />
            {folded.length > namesUnfolded && list.more(folded.length - namesUnfolded)}
          </details>
        )}
        <span className="coatcheck-rejection-reasons">{reasons}</span>
      </div>
      <ActionButton
        action="dismiss"
        label={
          rejections.length === 1 ? actions.dismiss(nameInSentence(file.name)) : actions.dismissFiles(rejections.length)
        }
        onAct={() => uploader.dismiss(rejections.map(({ id }) => id))}
      />
    </>
  )
}

const namesShown = 3

/** More than a few screenfuls of names help nobody. */
const namesUnfolded = 100

function Names({ of: rejections }: { readonly of: readonly Rejection[] }): ReactElement[] {
  return rejections.map(({ id, file }) => (
    <span key={id} className="coatcheck-rejection-name">
      <FileName name={file.name} />{' '}
    </span>
  ))
}
