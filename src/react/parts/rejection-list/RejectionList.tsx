'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useRef } from 'react'
import type { Rejection } from '../../../contract/restrictions.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { focusZone } from '../../shared/focus/focusZone.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useRejections } from '../../hooks/useRejections.js'
import { useRowFocus } from '../../shared/useRowFocus.js'
import { useCoatcheck } from '../../provider/context.js'
import { describeRejection } from './describeRejection.js'
import { gatherByReason, type GatheredRejections } from './gatherByReason.js'
import { RejectionRow } from './RejectionRow.js'

interface RejectionListOwnProps {
  /** Shows only files that were added with this group. Default: all rejected files. */
  readonly group?: string | undefined
  /** A class, or a function of the rejections of the group. */
  readonly className?: ClassName<readonly Rejection[]>
  /**
   * Renders a row for each rejected file. Default: a row for each reason, with the names of all files that were rejected
   * for it and a button that dismisses them.
   */
  readonly children?: ((rejection: Rejection) => ReactNode) | undefined
}

/** Props of {@link RejectionList}. */
export type RejectionListProps = PartProps<HTMLAttributes<HTMLUListElement>, RejectionListOwnProps>

/** More rows of the app's own than a screenful help nobody. */
const maxOwnRows = 20

/**
 * Rejected files, gathered by reason, each until it is dismissed. `UploadList` contains it by default.
 * @throws {Error} outside an `UploadProvider`.
 */
export const RejectionList: Part<HTMLUListElement, RejectionListProps> = forwardRef(function RejectionList(
  { group, className, children, ...rest }: RejectionListProps,
  ref: ForwardedRef<HTMLUListElement>,
) {
  const messages = useMessages()
  const { uploader, dropzones } = useCoatcheck('RejectionList')
  const rejections = useRejections().filter((rejection) => isInGroup(rejection, group))
  const rows = children
    ? rejections.slice(0, maxOwnRows).map(toOwnRow)
    : gatherByReason(rejections, (rejection) => describeRejection(rejection, messages))
  const ids = rows.map(({ rejections: [{ id }] }) => id)
  const hidden = children ? rejections.length - rows.length : 0
  const root = useRef<HTMLUListElement | null>(null)
  useRowFocus({ list: root, ids, group, clear: (id) => uploader.dismiss(idsOf(rows[ids.indexOf(id)]?.rejections)) })
  const mergedRef = useMergedRef(ref, root)
  if (rows.length === 0) return null

  function dismissAll(): void {
    uploader.dismiss(idsOf(rejections))
    // The button leaves as well, and the focus must not be lost with it.
    focusZone(dropzones, group)
  }

  return (
    <ul
      aria-label={messages.list.rejectionsLabel}
      {...rest}
      ref={mergedRef}
      // Safari does not expose a list without bullets as a list.
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles
      role="list"
      className={joinClasses('coatcheck-rejection-list', className, rejections)}
    >
      {rows.map((row) => (
        <li key={row.rejections[0].id} className="coatcheck-rejection" data-id={row.rejections[0].id}>
          {children ? children(row.rejections[0]) : <RejectionRow {...row} />}
        </li>
      ))}
      {hidden > 0 && <li className="coatcheck-rejection-more">{messages.list.more(hidden)}</li>}
      {rows.length > 1 && (
        <li className="coatcheck-rejection-all">
          <ActionButton action="dismiss" onAct={dismissAll}>
            {messages.actions.dismissAll}
          </ActionButton>
        </li>
      )}
    </ul>
  )
})

function toOwnRow(rejection: Rejection): GatheredRejections {
  return { reasons: '', rejections: [rejection] }
}

function idsOf(rejections: readonly Rejection[] = []): readonly string[] {
  return rejections.map(({ id }) => id)
}
