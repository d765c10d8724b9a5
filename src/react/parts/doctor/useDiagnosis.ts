'use client'

import { useEffect, useRef, useState } from 'react'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import type { DoctorTexts } from '../../../doctor/report/DoctorTexts.js'
import { translateDiagnosis } from '../../../doctor/report/translateDiagnosis.js'
import { isChunkError } from '../../../errors/isChunkError.js'
import type { Messages } from '../../../locales/messages.js'

/** Runs the checks until they end or the signal is aborted. */
export type RunDiagnosis = (signal: AbortSignal) => Promise<Diagnosis>

/** The state of the checks. */
export type DiagnosisState =
  | { readonly status: 'running' }
  /** `shown` is the diagnosis in the page's language, unless its texts could not be loaded. */
  | {
      readonly status: 'done'
      readonly diagnosis: Diagnosis
      readonly shown: Diagnosis
      readonly isTranslated: boolean
    }
  /** `isLoaded`: the code of the checks was there, so it was the checks that failed. */
  | { readonly status: 'failed'; readonly isLoaded: boolean }

const running: DiagnosisState = { status: 'running' }

/** Runs the checks, and again with each new `attempt`. */
export function useDiagnosis(
  run: RunDiagnosis,
  attempt: number,
  loadTexts: Messages['doctor']['loadTexts'],
): DiagnosisState {
  const [ended, setEnded] = useState<{ readonly attempt: number; readonly state: DiagnosisState } | null>(null)
  const latest = useRef({ run, loadTexts })
  useEffect(() => {
    latest.current = { run, loadTexts }
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const end = (state: DiagnosisState): void => {
      if (!signal.aborted) setEnded({ attempt, state })
    }
    async function diagnose(): Promise<void> {
      try {
        const [diagnosis, texts] = await Promise.all([latest.current.run(signal), load(latest.current.loadTexts)])
        const shown = texts ? translateDiagnosis(diagnosis, texts) : diagnosis
        end({ status: 'done', diagnosis, shown, isTranslated: texts !== null })
      } catch (error) {
        if (signal.aborted) return
        // The dialog only says that the checks failed; the reason is for the developer.
        console.error('coatcheck: the doctor could not run.', error)
        end({ status: 'failed', isLoaded: !isChunkError(error) })
      }
    }
    // StrictMode undoes the first effect at once; the timer keeps it from uploading a probe for nothing.
    const timer = setTimeout(() => void diagnose())
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [attempt])
  return ended?.attempt === attempt ? ended.state : running
}

/** The report in English is better than none. */
async function load(loadTexts: Messages['doctor']['loadTexts']): Promise<DoctorTexts | null> {
  try {
    return loadTexts && (await loadTexts())
  } catch {
    return null
  }
}
