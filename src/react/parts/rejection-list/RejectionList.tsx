'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, type ReactNode, useRef } from 'react'
import { nameInSentence, showName } from '../../../shared/showText.js'
import type { Rejection } from '../../../contract/restrictions.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { Icon } from '../../shared/icons.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useRejections } from '../../hooks/useRejections.js'
import { useRowFocus } from '../../shared/useRowFocus.js'
import { useUploader } from '../../hooks/useUploader.js'
import { describeReason } from './describeReason.js'

interface RejectionListOwnProps {
  /** Shows only files that were added with this group. Default: all rejected files. */
  readonly group?: string | undefined
  /** A class, or a function of the rejections of the group. */
  readonly className?: ClassName<readonly Rejection[]>
  /** Renders a row. Default: the name, the reasons, and a button to dismiss it. */
  readonly children?: ((rejection: Rejection) => ReactNode) | undefined
}

/** Props of {@link RejectionList}. */
export type RejectionListProps = PartProps<HTMLAttributes<HTMLUListElement>, RejectionListOwnProps>

/** More than a screenful of rejections helps nobody. */
const maxRows = 20

/**
 * Rejected files and the reasons, each until it is dismissed. `UploadList` contains it by default.
 * @throws {Error} outside an `UploadProvider`.
 */
export const RejectionList: Part<HTMLUListElement, RejectionListProps> = forwardRef(function RejectionList(
  { group, className, children, ...rest }: RejectionListProps,
  ref: ForwardedRef<HTMLUListElement>,
) {
  const { list } = useMessages()
  const uploader = useUploader()
  const all = useRejections()
  const rejections = group === undefined ? all : all.filter((rejection) => rejection.group === group)
  const shown = rejections.slice(0, maxRows)
  const root = useRef<HTMLUListElement | null>(null)
  useRowFocus({ list: root, ids: shown.map(({ id }) => id), group, clear: (id) => uploader.dismiss(id) })
  const mergedRef = useMergedRef(ref, root)
  if (shown.length === 0) return null
  return (
    <ul
      aria-label={list.rejectionsLabel}
      {...rest}
      ref={mergedRef}
      // Safari does not expose a list without bullets as a list.
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles
      role="list"
      className={joinClasses('coatcheck-rejection-list', className, rejections)}
    >
      {shown.map((rejection) => (
        <li key={rejection.id} className="coatcheck-rejection" data-id={rejection.id}>
          {children ? children(rejection) : <RejectionRow rejection={rejection} />}
        </li>
      ))}
      {rejections.length > maxRows && (
        <li className="coatcheck-rejection-more">{list.more(rejections.length - maxRows)}</li>
      )}
    </ul>
  )
})

function RejectionRow({ rejection: { id, file, reasons } }: { readonly rejection: Rejection }): ReactElement {
  const messages = useMessages()
  const uploader = useUploader()
  return (
    <>
      <span className="coatcheck-rejection-icon">
        <Icon name="failed" />
      </span>
      <span className="coatcheck-rejection-facts">
        <span className="coatcheck-rejection-name" title={showName(file.name)}>
          <bdi>{showName(file.name)}</bdi>
        </span>{' '}
        <span className="coatcheck-rejection-reasons">
          {reasons.map((reason) => describeReason(reason, messages)).join(' ')}
        </span>
      </span>
      <ActionButton
        action="dismiss"
        label={messages.actions.dismiss(nameInSentence(file.name))}
        onAct={() => uploader.dismiss(id)}
      />
    </>
  )
}
