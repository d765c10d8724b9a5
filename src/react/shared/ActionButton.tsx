'use client'

import { type KeyboardEvent, type MouseEvent, type ReactElement, type ReactNode, useRef } from 'react'
import { Icon, type IconName } from './icons.js'

type ActionButtonProps = {
  readonly action: IconName
  readonly isDisabled?: boolean
  readonly onAct: () => void
} & (
  | { readonly label: string; readonly children?: never }
  /** A text instead of the icon. */
  | { readonly label?: never; readonly children: ReactNode }
)

/**
 * A button that stays focusable while it is disabled, so keyboard users keep their place in the list. Its action may
 * change under the pointer: the second half of a double click, or a held key, does not trigger the new action.
 */
export function ActionButton({ action, label, isDisabled = false, onAct, children }: ActionButtonProps): ReactElement {
  const pressed = useRef(action)
  const onClick = ({ detail }: MouseEvent): void => {
    if (detail <= 1) pressed.current = action
    if (!isDisabled && pressed.current === action) onAct()
  }
  return (
    <button
      type="button"
      className={children ? 'coatcheck-button' : 'coatcheck-icon-button'}
      data-action={action}
      // The title is the name as well: beside a label with the same words, it would be read out twice.
      title={children ? undefined : label}
      aria-disabled={isDisabled || undefined}
      onClick={onClick}
      onKeyDown={ignoreRepeats}
    >
      {children ?? <Icon name={action} />}
    </button>
  )
}

function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
}
