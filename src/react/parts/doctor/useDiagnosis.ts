'use client'

import { useEffect, useRef, useState } from 'react'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'
import { isChunkError } from '../../../errors/isChunkError.js'

/** Runs the checks until they end or the signal is aborted. */
export type RunDiagnosis = (signal: AbortSignal) => Promise<Diagnosis>

/** The state of the checks. */
export type DiagnosisState =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly diagnosis: Diagnosis }
  /** `isLoaded`: the code of the checks was there, so it was the checks that failed. */
  | { readonly status: 'failed'; readonly isLoaded: boolean }

const running: DiagnosisState = { status: 'running' }

/** Runs the checks, and again with each new `attempt`. */
export function useDiagnosis(run: RunDiagnosis, attempt: number): DiagnosisState {
  const [ended, setEnded] = useState<{ readonly attempt: number; readonly state: DiagnosisState } | null>(null)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const end = (state: DiagnosisState): void => {
      if (!signal.aborted) setEnded({ attempt, state })
    }
    async function diagnose(): Promise<void> {
      try {
        end({ status: 'done', diagnosis: await latest.current(signal) })
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
