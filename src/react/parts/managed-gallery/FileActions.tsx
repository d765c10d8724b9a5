'use client'

import type { ReactElement } from 'react'
import { nameInSentence } from '../../../shared/showText.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import { GalleryIcon, type GalleryIconName } from './GalleryIcon.js'
import { useManagedGallery } from './managedContext.js'

/** A button for each action that the app wants and the backend can do. */
export function FileActions({ item }: { readonly item: GalleryItem }): ReactElement {
  const { actions, texts } = useManagedGallery()
  const { untitled } = useMessages().gallery
  const { download, copyLinks, edit, remove } = actions
  const name = nameInSentence(item.file.name ?? '') || untitled
  return (
    <>
      {download && <Action icon="download" label={texts.download(name)} onPress={() => download([item])} />}
      {copyLinks && <Action icon="copyLinks" label={texts.copyLink(name)} onPress={() => copyLinks([item])} />}
      {edit && <Action icon="edit" label={texts.edit(name)} onPress={() => edit(item)} />}
      {remove && <Action icon="delete" label={texts.delete(name)} onPress={() => remove([item])} />}
    </>
  )
}

interface ActionProps {
  readonly icon: GalleryIconName
  readonly label: string
  readonly onPress: () => void
}

function Action({ icon, label, onPress }: ActionProps): ReactElement {
  return (
    <button type="button" className="coatcheck-icon-button coatcheck-gallery-action" title={label} onClick={onPress}>
      <GalleryIcon name={icon} />
    </button>
  )
}
