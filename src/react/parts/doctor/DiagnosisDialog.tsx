'use client'

import { type ReactElement, useId, useState } from 'react'
import { formatDiagnosis } from '../../../doctor/report/formatDiagnosis.js'
import type { Check } from '../../../doctor/report/diagnosis.js'
import type { Messages } from '../../../locales/messages.js'
import { useModal } from '../../shared/useModal.js'
import { CheckList } from './CheckList.js'
import { type DiagnosisState, type RunDiagnosis, useDiagnosis } from './useDiagnosis.js'
import { useLightDismiss } from './useLightDismiss.js'

type Words = Messages['doctor']

export interface DiagnosisDialogProps {
  readonly run: RunDiagnosis
  readonly onClose: () => void
  /**
   * A prop, because this file is loaded on demand: if it imported the hook that reads the words, bundlers would move the
   * hook and the locale to a chunk of their own, which every page would have to load.
   */
  readonly words: Words
}

/** Checks the set-up and shows the report: problems and warnings first, the rest on demand. */
export function DiagnosisDialog({ run, onClose, words }: DiagnosisDialogProps): ReactElement {
  const [attempt, setAttempt] = useState(0)
  const state = useDiagnosis(run, attempt, words.loadTexts)
  const dialog = useModal()
  const titleId = useId()
  const lightDismiss = useLightDismiss(onClose)
  const checks = state.status === 'done' ? state.shown.checks : []
  const isTranslated = state.status === 'done' && state.isTranslated
  const findings = checks.filter(isFinding)
  const others = checks.filter((check) => !isFinding(check))

  return (
    <dialog
      ref={dialog}
      className="coatcheck-diagnosis"
      aria-labelledby={titleId}
      data-status={state.status}
      onCancel={onClose}
      {...lightDismiss}
    >
      <h2 id={titleId} className="coatcheck-diagnosis-title">
        {words.title}
      </h2>
      <output className="coatcheck-diagnosis-summary">{summarize(state, words)}</output>
      {findings.length > 0 && <CheckList checks={findings} words={words} isTranslated={isTranslated} />}
      {others.length > 0 && (
        <details className="coatcheck-diagnosis-others">
          <summary className="coatcheck-diagnosis-toggle">{words.others(others.length)}</summary>
          <CheckList checks={others} words={words} isTranslated={isTranslated} />
        </details>
      )}
      <div className="coatcheck-diagnosis-actions">
        {state.status === 'done' && <CopyButton key={attempt} text={formatDiagnosis(state.diagnosis)} words={words} />}
        {state.status !== 'running' && (
          <button type="button" className="coatcheck-button" onClick={() => setAttempt(attempt + 1)}>
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

function isFinding({ outcome }: Check): boolean {
  return outcome === 'problem' || outcome === 'warning'
}

function summarize(state: DiagnosisState, words: Words): string {
  if (state.status === 'running') return words.running
  if (state.status === 'failed') return state.isLoaded ? words.failed : words.notLoaded
  const count = (outcome: Check['outcome']): number =>
    state.diagnosis.checks.filter((check) => check.outcome === outcome).length
  return words.summary(count('problem'), count('warning'))
}

/** Copies the report in English, whatever the page's language: it goes into bug reports. */
function CopyButton({ text, words }: { readonly text: string; readonly words: Words }): ReactElement | null {
  const [isCopied, setIsCopied] = useState(false)
  // Pages served over http have no clipboard.
  if (!navigator.clipboard) return null
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // The browser may refuse. The text can still be selected in the dialog.
    }
  }
  return (
    <>
      <button type="button" className="coatcheck-button" onClick={() => void copy()}>
        {isCopied ? words.copied : words.copy}
      </button>
      {/* A button that changes its words while it has the focus is not read out again. */}
      <output className="coatcheck-spoken">{isCopied ? words.copied : ''}</output>
    </>
  )
}
