'use client'

import type { ReactElement } from 'react'

interface FactProps {
  readonly className: string
  /** It comes after another one, with a space between them for whoever copies the line or has it read out. */
  readonly isNext?: boolean
  /** Without a text, nothing is rendered. */
  readonly children: string | undefined
}

/** One of several short texts in a line, isolated from the direction of the others. */
export function Fact({ className, isNext, children }: FactProps): ReactElement | null {
  if (!children) return null
  return (
    <>
      {isNext && ' '}
      <span className={`coatcheck-fact ${className}`}>
        <bdi className="coatcheck-text">{children}</bdi>
      </span>
    </>
  )
}
