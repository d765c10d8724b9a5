'use client'

import { type ReactElement, useId, useLayoutEffect, useRef, useState } from 'react'
import { formatDiagnosis } from '../../../doctor/report/formatDiagnosis.js'
import type { Check } from '../../../doctor/report/diagnosis.js'
import type { Messages } from '../../../locales/messages.js'
import { CheckList } from './CheckList.js'
import { type Examination, type Examine, useDiagnosis } from './useDiagnosis.js'

export interface DiagnosisDialogProps {
  readonly examine: Examine
  readonly onClose: () => void
  readonly messages: Messages
}

/**
 * Has the set-up examined and shows what came of it: what is wrong first, the rest on demand.
 * The messages come in as a prop: importing the hook would split the texts off into a chunk of their own on every page.
 */
export function DiagnosisDialog({ examine, onClose, messages }: DiagnosisDialogProps): ReactElement {
  const words = messages.doctor
  const [round, setRound] = useState(0)
  const examination = useDiagnosis(examine, round)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const checks = examination.status === 'done' ? examination.diagnosis.checks : []
  const findings = checks.filter(isFinding)
  const others = checks.filter((check) => !isFinding(check))

  // While it still stands in the page: closing hands the focus back.
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className="coatcheck-diagnosis"
      aria-labelledby={titleId}
      data-status={examination.status}
      onCancel={onClose}
    >
      <h2 id={titleId} className="coatcheck-diagnosis-title">
        {words.title}
      </h2>
      <output className="coatcheck-diagnosis-summary">{summarize(examination, messages)}</output>
      {findings.length > 0 && <CheckList checks={findings} words={words} />}
      {others.length > 0 && (
        <details className="coatcheck-diagnosis-others">
          <summary>{words.others(others.length)}</summary>
          <CheckList checks={others} words={words} />
        </details>
      )}
      <div className="coatcheck-diagnosis-actions">
        {examination.status === 'done' && (
          <CopyButton key={round} text={formatDiagnosis(examination.diagnosis)} words={words} />
        )}
        {examination.status !== 'running' && (
          <button type="button" className="coatcheck-button" onClick={() => setRound(round + 1)}>
            {words.again}
          </button>
        )}
        <button type="button" className="coatcheck-button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </dialog>
  )
}

type Words = Messages['doctor']

function isFinding({ outcome }: Check): boolean {
  return outcome === 'problem' || outcome === 'warning'
}

function summarize(examination: Examination, { doctor }: Messages): string {
  if (examination.status === 'running') return doctor.running
  if (examination.status === 'failed') return doctor.failed
  const { checks } = examination.diagnosis
  const problems = checks.filter(({ outcome }) => outcome === 'problem').length
  const warnings = checks.filter(({ outcome }) => outcome === 'warning').length
  return doctor.summary(problems, warnings)
}

/** For a ticket: the same whatever the page's language. */
function CopyButton({ text, words }: { readonly text: string; readonly words: Words }): ReactElement | null {
  const [isCopied, setIsCopied] = useState(false)
  // Pages over http have none.
  if (!navigator.clipboard) return null
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // The browser may forbid it; the text stands there to be marked by hand.
    }
  }
  return (
    <button type="button" className="coatcheck-button" onClick={() => void copy()}>
      {isCopied ? words.copied : words.copy}
    </button>
  )
}
