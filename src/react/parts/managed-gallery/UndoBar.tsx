'use client'

import type { ReactElement } from 'react'
import { flag } from '../../shared/part.js'
import { Icon } from '../../shared/icons.js'
import { toNews } from './useGalleryActions.js'
import { useManagedGallery } from './managedContext.js'

interface UndoBarProps {
  /** Inside the lightbox, which covers what the provider announces. */
  readonly isSpoken?: boolean
  /** Called after a button of the bar was pressed, which is gone then, with the id of the file that it has brought back. */
  readonly onPressed?: (restoredId?: string) => void
}

/** What was deleted, with the button that brings it back, or why something could not be done. */
export function UndoBar({ isSpoken, onPressed }: UndoBarProps): ReactElement | null {
  const { actions, texts } = useManagedGallery()
  const { lastDeletion, notice } = actions
  const text = notice ?? (lastDeletion ? texts.deleted(toNews(lastDeletion.files)) : null)
  if (text === null && !isSpoken) return null
  return (
    <div className="coatcheck-undo-bar" data-empty={flag(text === null)}>
      <p className="coatcheck-undo-text" role={isSpoken ? 'status' : undefined}>
        {text}
      </p>
      {lastDeletion && notice === null && (
        <button
          type="button"
          className="coatcheck-button"
          onClick={() => {
            actions.undo()
            onPressed?.(lastDeletion.files[0]?.id)
          }}
        >
          {texts.undo}
        </button>
      )}
      {notice !== null && (
        <button
          type="button"
          className="coatcheck-icon-button"
          title={texts.dismiss}
          onClick={() => {
            actions.dismissNotice()
            onPressed?.()
          }}
        >
          <Icon name="dismiss" />
        </button>
      )}
    </div>
  )
}
