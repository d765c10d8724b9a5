'use client'

import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import type { Messages } from '../../../locales/messages.js'
import { showName } from '../../../shared/showText.js'
import { drawIcon, Icon } from '../../shared/icons.js'
import { flag } from '../../shared/part.js'
import { useModal } from '../../shared/useModal.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import { Gestures, type GestureTarget, mostZoom } from './Gestures.js'
import { LightboxSlide } from './LightboxSlide.js'

export interface LightboxDialogProps {
  readonly items: readonly GalleryItem[]
  readonly index: number
  /** How many files there are; undefined if nobody knows. */
  readonly count: number | undefined
  /** Beyond the last item are others, which have not been fetched. */
  readonly hasMore: boolean
  readonly onGo: (index: number) => void
  readonly onClose: () => void
  readonly className: string
  readonly actions: ReactNode
  readonly footer: ReactNode
  readonly texts: GalleryTexts
  readonly words: Messages['gallery']
}

/** The dialog with one file and, beyond its edges, the ones before and after. */
export function LightboxDialog(props: LightboxDialogProps): ReactElement {
  const { items, index, count, hasMore, onGo, onClose, className, actions, footer, texts, words } = props
  const { viewer } = texts
  const dialog = useModal()
  const closeButton = useRef<HTMLButtonElement>(null)
  const [wholeId, setWholeId] = useState<string | null>(null)
  const canGo = (step: -1 | 1): boolean => items[index + step] !== undefined || (step > 0 && hasMore)
  const go = (step: -1 | 1): void => {
    if (canGo(step)) onGo(index + step)
  }
  const { stage, gestures, zoom } = useGestures({ canGo, go, onBeside: onClose }, index)
  const item = items[index]
  const file = item?.file

  // After the effect that opens the dialog.
  useLayoutEffect(() => closeButton.current?.focus(), [])

  const onKeyDown = (event: KeyboardEvent<HTMLDialogElement>): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    // A player has meanings of its own for the arrows, and so has a field of a dialog that lies above.
    if (event.target instanceof Element && event.target.closest('video, audio, input, textarea')) return
    if (handleKey(event)) event.preventDefault()
  }
  const handleKey = ({ key, currentTarget }: KeyboardEvent<HTMLDialogElement>): boolean => {
    const { current: moved } = gestures
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key]
    const vertical = { ArrowUp: -1, ArrowDown: 1 }[key]
    if (moved && moved.zoom > 1 && (sideways ?? vertical) !== undefined) {
      moved.panBy(-(sideways ?? 0) * panPx, -(vertical ?? 0) * panPx)
    } else if (sideways !== undefined) {
      const isRightToLeft = getComputedStyle(currentTarget).direction === 'rtl'
      go(sideways > 0 !== isRightToLeft ? 1 : -1)
    } else if (key === 'PageUp' || key === 'PageDown') {
      go(key === 'PageDown' ? 1 : -1)
    } else if (key === 'Home' || key === 'End') {
      onGo(key === 'Home' ? 0 : items.length - 1)
    } else if (moved && (key === '+' || key === '=' || key === '-' || key === '0')) {
      moved.zoomTo(key === '0' ? 1 : moved.zoom * (key === '-' ? 1 / zoomStep : zoomStep))
    } else {
      return false
    }
    return true
  }
  const onWhole = useCallback((id: string) => setWholeId(id), [])
  const position = count === undefined ? viewer.place(index + 1) : viewer.position(index + 1, count)
  const name = showName(file?.name) || words.untitled
  const described = showName(file?.alt)
  const said = [described || name, position].join(', ')

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the buttons
    <dialog
      ref={dialog}
      className={className}
      aria-label={viewer.label}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- in ARIA 1.3, every role may have a description
      aria-description={said}
      onCancel={(event) => event.target === event.currentTarget && onClose()}
      onClose={({ target, currentTarget }) => {
        // The browser may close it without asking. Effects that run twice close it, too, and open it again.
        if (target === currentTarget && currentTarget.isConnected && !currentTarget.open) onClose()
      }}
      onKeyDown={onKeyDown}
    >
      <div className="coatcheck-lightbox-bar">
        <p className="coatcheck-lightbox-position">{position}</p>
        <div className="coatcheck-lightbox-actions">
          <BarButton
            icon="zoomOut"
            label={viewer.zoomOut}
            isDisabled={zoom <= 1}
            onPress={() => gestures.current?.zoomTo(zoom / zoomStep)}
          />
          <BarButton
            icon="zoomIn"
            label={viewer.zoomIn}
            isDisabled={zoom >= mostZoom}
            onPress={() => gestures.current?.zoomTo(zoom * zoomStep)}
          />
          {actions}
          <button
            ref={closeButton}
            type="button"
            className="coatcheck-icon-button"
            title={viewer.close}
            onClick={onClose}
          >
            <Icon name="cancel" />
          </button>
        </div>
      </div>
      <div ref={stage} className="coatcheck-lightbox-stage">
        {[-1, 0, 1].map((offset) => {
          const each = items[index + offset]
          return (
            each && (
              <LightboxSlide
                key={each.file.id}
                item={each}
                offset={offset}
                isWanted={offset === 0 || wholeId === file?.id}
                onWhole={onWhole}
                texts={texts}
                words={words}
              />
            )
          )
        })}
        <div className="coatcheck-lightbox-turn" data-side="start">
          <BarButton icon="previous" label={viewer.previous} isDisabled={!canGo(-1)} onPress={() => go(-1)} />
        </div>
        <div className="coatcheck-lightbox-turn" data-side="end">
          <BarButton icon="next" label={viewer.next} isDisabled={!canGo(1)} onPress={() => go(1)} />
        </div>
      </div>
      <p className="coatcheck-lightbox-caption">
        <bdi>{name}</bdi>
        {described && described !== name && <span className="coatcheck-lightbox-alt">{described}</span>}
      </p>
      <Spoken text={said} />
      {footer}
    </dialog>
  )
}

const zoomStep = 1.5
const panPx = 80

/** Paths as in `icons.tsx`. */
const paths = {
  zoomIn: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5M7 5.2v3.6M5.2 7h3.6',
  zoomOut: 'M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l3.5 3.5M5.2 7h3.6',
  previous: 'M10 3.5L5.5 8l4.5 4.5',
  next: 'M6 3.5L10.5 8 6 12.5',
} as const

interface BarButtonProps {
  readonly icon: keyof typeof paths
  readonly label: string
  readonly isDisabled: boolean
  readonly onPress: () => void
}

/** It stays focusable while it is disabled, so that the focus stays on it at the end. */
function BarButton({ icon, label, isDisabled, onPress }: BarButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="coatcheck-icon-button"
      data-zooms={flag(icon === 'zoomIn' || icon === 'zoomOut')}
      title={label}
      aria-disabled={isDisabled || undefined}
      onClick={() => !isDisabled && onPress()}
    >
      {drawIcon(paths[icon])}
    </button>
  )
}

/** Reads out each new text but the first, which the opening dialog reads. The provider's own region lies behind it. */
function Spoken({ text }: { readonly text: string }): ReactElement {
  const [first] = useState(text)
  const [hasChanged, setHasChanged] = useState(false)
  if (text !== first && !hasChanged) setHasChanged(true)
  return <output className="coatcheck-spoken">{hasChanged ? text : ''}</output>
}

function useGestures(target: Omit<GestureTarget, 'onZoomed'>, index: number) {
  const stage = useRef<HTMLDivElement>(null)
  const gestures = useRef<Gestures | null>(null)
  const [zoom, setZoom] = useState(1)
  const latest = useRef(target)
  useLayoutEffect(() => {
    latest.current = target
  })
  useEffect(() => {
    if (!stage.current) return undefined
    const created = new Gestures(stage.current, () => ({ ...latest.current, onZoomed: setZoom }))
    gestures.current = created
    return () => created.stop()
  }, [])
  useEffect(() => gestures.current?.reset(), [index])
  return { stage, gestures, zoom }
}
