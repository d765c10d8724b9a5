'use client'

import type { ReactElement } from 'react'
import { flag } from '../../shared/part.js'
import { Icon } from '../../shared/icons.js'
import { toNews } from './useGalleryActions.js'
import { useManagedGallery } from './managedContext.js'

interface UndoBarProps {
  /** Inside the lightbox, which covers what the provider announces. */
  readonly isSpoken?: boolean
}

/** What was deleted, with the button that brings it back, or why something could not be done. */
export function UndoBar({ isSpoken = false }: UndoBarProps): ReactElement | null {
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
        <button type="button" className="coatcheck-button" onClick={actions.undo}>
          {texts.undo}
        </button>
      )}
      {notice !== null && (
        <button type="button" className="coatcheck-icon-button" title={texts.dismiss} onClick={actions.dismissNotice}>
          <Icon name="dismiss" />
        </button>
      )}
    </div>
  )
}
