'use client'

import type { ReactElement } from 'react'
import type { Check } from '../../../doctor/report/diagnosis.js'
import type { Messages } from '../../../locales/messages.js'

interface CheckListProps {
  readonly checks: readonly Check[]
  readonly words: Messages['doctor']
}

/** Checks and what they found. The doctor's own sentences are for developers, so they are always in English. */
export function CheckList({ checks, words }: CheckListProps): ReactElement {
  return (
    <ul className="coatcheck-diagnosis-checks">
      {checks.map((check) => (
        <li key={check.name} className="coatcheck-diagnosis-check" data-outcome={check.outcome}>
          <p className="coatcheck-diagnosis-outcome">
            {words.outcomes[check.outcome]}{' '}
            <code className="coatcheck-diagnosis-code">{'code' in check ? check.code : check.name}</code>
          </p>
          <p lang="en" dir="ltr" className="coatcheck-diagnosis-message">
            {check.message}
          </p>
          {'advice' in check && (
            <p lang="en" dir="ltr" className="coatcheck-diagnosis-advice">
              {check.advice}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
