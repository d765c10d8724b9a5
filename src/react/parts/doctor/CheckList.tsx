'use client'

import type { ReactElement } from 'react'
import type { Check } from '../../../doctor/report/diagnosis.js'
import type { Messages } from '../../../locales/messages.js'

interface CheckListProps {
  readonly checks: readonly Check[]
  readonly words: Messages['doctor']
  /** Whether the sentences are in the page's language. A check of the app's own stays as it is. */
  readonly isTranslated: boolean
}

/** Checks and what they found. */
export function CheckList({ checks, words, isTranslated }: CheckListProps): ReactElement {
  return (
    <ul className="coatcheck-diagnosis-checks">
      {checks.map((check) => {
        const direction = isTranslated && check.text ? {} : ({ lang: 'en', dir: 'ltr' } as const)
        return (
          <li key={check.name} className="coatcheck-diagnosis-check" data-outcome={check.outcome}>
            <p className="coatcheck-diagnosis-outcome">
              {words.outcomes[check.outcome]}{' '}
              <code className="coatcheck-diagnosis-code">{'code' in check ? check.code : check.name}</code>
            </p>
            <p {...direction} className="coatcheck-diagnosis-message">
              {check.message}
            </p>
            {'advice' in check && (
              <p {...direction} className="coatcheck-diagnosis-advice">
                {check.advice}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
