'use client'

import {
  type ForwardedRef,
  forwardRef,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import type { Totals } from '../../../contract/upload.js'
import { isInitial } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useRejections } from '../../hooks/useRejections.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { Icon } from '../../shared/icons.js'
import { chain, type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useBatch } from '../upload-summary/useBatch.js'
import { toPercent } from '../upload-row/status/toPercent.js'
import { focusZone } from '../../shared/focus/focusZone.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { UploadList } from '../upload-list/UploadList.js'
import { FailedCount } from '../upload-summary/FailedCount.js'
import { SummaryActions } from '../upload-summary/SummaryActions.js'
import { SummaryCount } from '../upload-summary/SummaryCount.js'
import { ProgressOfAll } from '../upload-summary/ProgressOfAll.js'
import { SummaryLine } from '../upload-summary/SummaryLine.js'
import { useCoversFocus } from './useCoversFocus.js'
import { useTitlePrefix } from './useTitlePrefix.js'

/** The state that the `className` and children functions of an {@link UploadTray} receive. */
export interface UploadTrayState {
  /** Only the header is shown. `[data-folded]` */
  readonly isFolded: boolean
  /** Something is under way, so the tray cannot be closed. `[data-busy]` */
  readonly isBusy: boolean
  /** The totals of the tray's group. `[data-failed]` says that some of them failed. */
  readonly totals: Totals
}

interface UploadTrayOwnProps {
  /** Shows only uploads and rejections of this group. Default: all. */
  readonly group?: string | undefined
  /** Whether the title of the page starts with the progress while uploads are under way: "(58%) Photos". @default false */
  readonly titleProgress?: boolean | undefined
  /** Whether only the header is shown at first. @default false */
  readonly defaultFolded?: boolean | undefined
  /** How much room the rows take. Compact rows leave the time and the speed to the totals. `[data-density]` @default 'compact' */
  readonly density?: 'comfortable' | 'compact' | undefined
  readonly className?: ClassName<UploadTrayState>
  /** What is below the header. Default: an `UploadList`, and buttons for all uploads. */
  readonly children?: ReactNode | ((state: UploadTrayState) => ReactNode)
}

/** Props of {@link UploadTray}. */
export type UploadTrayProps = PartProps<HTMLAttributes<HTMLElement>, UploadTrayOwnProps>

/**
 * The uploads in a corner of the window, or along its bottom edge on a phone, while the user works on: progress, rows,
 * and buttons for all of them. It appears with the first upload or rejection, folds up to its header (Escape does it,
 * too), and can be closed when nothing is under way; the next upload opens it again. It neither moves nor traps the
 * focus, and becomes transparent while it would hide the element that has the focus.
 *
 * Render it once near the root of the app, outside of elements with a `transform`.
 * @throws {Error} outside an `UploadProvider`.
 * @example <UploadTray titleProgress />
 */
export const UploadTray: Part<HTMLElement, UploadTrayProps> = forwardRef(function UploadTray(
  props: UploadTrayProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const {
    group,
    titleProgress = false,
    defaultFolded = false,
    density = 'compact',
    className,
    children,
    ...rest
  } = props
  const { actions, formatPercent, list } = useMessages()
  const { dropzones } = useCoatcheck('UploadTray')
  const { totals, isBusy } = useBatch('UploadTray', group)
  const [isFolded, setIsFolded] = useState(defaultFolded)
  const { isOpen, close } = useIsOpen(group)
  const root = useRef<HTMLElement | null>(null)
  const bodyId = useId()
  const mergedRef = useMergedRef(ref, root)
  const isStandingAside = useCoversFocus(root, isOpen)
  useTitlePrefix(titleProgress && isBusy ? `(${formatPercent(toPercent(totals.progress) / 100)})` : '')
  if (!isOpen) return null

  function foldOnEscape(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Escape' || isFolded) return
    event.preventDefault()
    setIsFolded(true)
    event.currentTarget.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }

  function closeAndMoveFocus(): void {
    close()
    focusZone(dropzones, group)
  }

  const state: UploadTrayState = { isFolded, isBusy, totals }
  return (
    // Escape bubbles here from the controls inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={list.label}
      {...rest}
      ref={mergedRef}
      className={joinClasses('coatcheck-upload-tray', className, state)}
      data-density={density}
      data-folded={flag(isFolded)}
      data-busy={flag(isBusy)}
      data-failed={flag(totals.failed > 0)}
      data-aside={flag(isStandingAside)}
      onKeyDown={chain(rest.onKeyDown, foldOnEscape)}
    >
      <div className="coatcheck-tray-header">
        <button
          type="button"
          className="coatcheck-tray-toggle"
          aria-expanded={!isFolded}
          aria-controls={bodyId}
          onClick={() => setIsFolded(!isFolded)}
        >
          <Icon name="fold" />
          <SummaryCount totals={totals} />
        </button>
        <span className="coatcheck-totals-detail">
          <FailedCount group={group} />
          <SummaryLine totals={totals} isBusy={isBusy} />
        </span>
        {!isBusy && (
          <button
            type="button"
            className="coatcheck-icon-button"
            aria-label={actions.closeTray}
            title={actions.closeTray}
            onClick={closeAndMoveFocus}
          >
            <Icon name="cancel" />
          </button>
        )}
      </div>
      <ProgressOfAll totals={totals} isBusy={isBusy} className="coatcheck-totals-progress" />
      <div id={bodyId} className="coatcheck-tray-body" hidden={isFolded}>
        {!isFolded && (typeof children === 'function' ? children(state) : (children ?? <TrayBody group={group} />))}
      </div>
    </section>
  )
})

/** Open as soon as there is something to show, until the user closes it; then from the next upload or rejection on. */
function useIsOpen(group: string | undefined): { readonly isOpen: boolean; readonly close: () => void } {
  const { uploader } = useCoatcheck('UploadTray')
  const [isClosed, setIsClosed] = useState(false)
  // What was stored before is no upload, and a form lists it itself.
  const hasUploads = useUploads((uploads) => uploads.some((upload) => isInGroup(upload, group) && !isInitial(upload)))
  const hasRejections = useRejections().some((rejection) => isInGroup(rejection, group))
  useEffect(() => {
    const reopen = (news: readonly { readonly group?: string }[]): void => {
      if (news.some((one) => isInGroup(one, group))) setIsClosed(false)
    }
    const stops = [
      uploader.on('added', ({ uploads }) => reopen(uploads)),
      uploader.on('rejected', ({ rejections }) => reopen(rejections)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [uploader, group])
  return { isOpen: !isClosed && (hasUploads || hasRejections), close: () => setIsClosed(true) }
}

function TrayBody({ group }: { readonly group: string | undefined }): ReactNode {
  return (
    <>
      <UploadList group={group} />
      <div className="coatcheck-tray-footer">
        <SummaryActions group={group} />
      </div>
    </>
  )
}
