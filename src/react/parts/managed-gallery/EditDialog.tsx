'use client'

import { type FormEvent, type ReactElement, useId } from 'react'
import type { FileChange } from '../../../contract/storedFile.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import { useModal } from '../../shared/useModal.js'
import { useLightDismiss } from '../doctor/useLightDismiss.js'
import type { GalleryItem } from '../gallery/useGallery.js'

interface EditDialogProps {
  readonly item: GalleryItem
  /** What the fields begin with, where it differs from the file. */
  readonly draft: FileChange | null
  readonly texts: GalleryTexts['editing']
  readonly onSave: (change: FileChange) => void
  readonly onClose: () => void
}

/** The name and the alternative text of a file. */
export function EditDialog({ item, draft, texts, onSave, onClose }: EditDialogProps): ReactElement {
  const { name = '', alt = '', type } = item.file
  const fields = { name, alt, ...draft }
  const id = useId()
  const dialog = useModal()
  const lightDismiss = useLightDismiss(onClose)
  // Other documents are not looked at, so they need no words for those who cannot see them.
  const isSeen = type === undefined || /^(image|video)\//.test(type)

  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    // A dialog inside a form of the page must not send that as well.
    event.stopPropagation()
    const before = new Map([
      ['name', name],
      ['alt', alt],
    ])
    const changed = Array.from(new FormData(event.currentTarget)).flatMap(([field, value]): [string, string][] =>
      typeof value === 'string' && value.trim() !== before.get(field) ? [[field, value.trim()]] : [],
    )
    if (changed.length > 0) onSave(Object.fromEntries(changed))
    else onClose()
  }

  return (
    <dialog
      ref={dialog}
      className="coatcheck-diagnosis coatcheck-edit"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        // The event of a dialog inside another one reaches both.
        event.stopPropagation()
        onClose()
      }}
      {...lightDismiss}
    >
      <form className="coatcheck-edit-form" onSubmit={save}>
        <h2 id={`${id}-title`} className="coatcheck-diagnosis-title">
          {texts.title}
        </h2>
        <label className="coatcheck-edit-label" htmlFor={`${id}-name`}>
          {texts.name}
        </label>
        <input
          id={`${id}-name`}
          className="coatcheck-edit-field"
          name="name"
          defaultValue={fields.name}
          required={name !== ''}
          // A name of blanks counts as empty, so that `required` refuses it.
          onInput={({ currentTarget }) => {
            if (currentTarget.value.trim() === '') currentTarget.value = ''
          }}
          dir="auto"
        />
        {isSeen && (
          <>
            <label className="coatcheck-edit-label" htmlFor={`${id}-alt`}>
              {texts.alt}
            </label>
            <textarea
              id={`${id}-alt`}
              className="coatcheck-edit-field"
              name="alt"
              rows={3}
              defaultValue={fields.alt}
              dir="auto"
              aria-describedby={`${id}-hint`}
            />
            <p id={`${id}-hint`} className="coatcheck-edit-hint">
              {texts.altHint}
            </p>
          </>
        )}
        <div className="coatcheck-diagnosis-actions">
          <button type="submit" className="coatcheck-button">
            {texts.save}
          </button>
          <button type="button" className="coatcheck-button" onClick={onClose}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}
