'use client'

import { type ReactElement, useEffect, useRef } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import type { Selection } from '../../verbs/selection/useSelection.js'
import { Icon } from '../../shared/icons.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import { GalleryIcon } from './GalleryIcon.js'
import { useManagedGallery } from './managedContext.js'

interface SelectionBarProps {
  readonly items: readonly GalleryItem[]
  readonly selection: Selection
}

/** How many files are selected, and buttons for all of them. Before that, the button that starts selecting. */
export function SelectionBar({ items, selection }: SelectionBarProps): ReactElement {
  const { actions, texts } = useManagedGallery()
  const { speaker } = useCoatcheck('ManagedGallery')
  const words = texts.selection
  const { selectedIds, isSelecting } = selection
  const count = selectedIds.length
  const isActive = isSelecting || count > 0
  const bar = useRef<HTMLElement>(null)
  const said = useRef(0)
  useEffect(() => {
    if (said.current !== count) speaker.say(words.count(count))
    said.current = count
  }, [count, speaker, words])
  const selected = items.filter(({ file }) => selection.isSelected(file.id))
  const setSelecting = (isNow: boolean): void => {
    selection.setSelecting(isNow)
    // The button that had the focus is gone: others have taken its place.
    requestAnimationFrame(() => bar.current?.querySelector('button')?.focus())
  }
  const { download, copyLinks, remove } = actions
  const verbs = [
    ['download', download],
    ['copyLinks', copyLinks],
    ['delete', remove],
  ] as const
  return (
    <section ref={bar} className="coatcheck-selection-bar" aria-label={words.label}>
      {isActive ? (
        <>
          <p className="coatcheck-selection-count">{words.count(count)}</p>
          <BarButton icon={<Icon name="done" />} label={words.all} onPress={selection.selectAll} />
          {verbs.map(
            ([name, act]) =>
              act && (
                <BarButton
                  key={name}
                  icon={<GalleryIcon name={name} />}
                  label={words[name]}
                  isDisabled={count === 0}
                  onPress={() => {
                    act(selected)
                    if (name === 'delete') setSelecting(false)
                  }}
                />
              ),
          )}
          <BarButton icon={<Icon name="cancel" />} label={words.end} onPress={() => setSelecting(false)} />
        </>
      ) : (
        <BarButton label={words.start} isDisabled={items.length === 0} onPress={() => setSelecting(true)} />
      )}
    </section>
  )
}

interface BarButtonProps {
  /** Shown instead of the label where there is little room. */
  readonly icon?: ReactElement
  readonly label: string
  readonly isDisabled?: boolean | undefined
  readonly onPress: () => void
}

function BarButton({ icon, label, isDisabled, onPress }: BarButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="coatcheck-button"
      title={label}
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onPress}
    >
      {icon}
      <span className="coatcheck-selection-label">{label}</span>
    </button>
  )
}
