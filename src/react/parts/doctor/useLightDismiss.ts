'use client'

import { type MouseEvent, useRef } from 'react'

interface LightDismiss {
  readonly closedby: 'any'
  readonly onMouseDown?: (event: MouseEvent<HTMLDialogElement>) => void
  readonly onClick?: (event: MouseEvent<HTMLDialogElement>) => void
}

/**
 * Props with which a click beside a dialog closes it. Where browsers do not know `closedby`, the dialog is closed by a
 * click that begins and ends on the backdrop, so that selecting text up to the edge does not close it.
 */
export function useLightDismiss(onClose: () => void): LightDismiss {
  const hasBegunOutside = useRef(false)
  if ('closedBy' in HTMLDialogElement.prototype) return { closedby: 'any' }
  return {
    closedby: 'any',
    onMouseDown: (event) => {
      hasBegunOutside.current = isOutside(event)
    },
    onClick: (event) => {
      if (hasBegunOutside.current && isOutside(event)) onClose()
    },
  }
}

/** The backdrop belongs to the dialog, so only the place tells them apart. The Enter key clicks at no place at all. */
function isOutside({ target, currentTarget, clientX, clientY, detail }: MouseEvent<HTMLDialogElement>): boolean {
  if (target !== currentTarget || detail === 0) return false
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
