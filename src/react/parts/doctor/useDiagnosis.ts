'use client'

import { useEffect, useRef, useState } from 'react'
import type { Diagnosis } from '../../../doctor/report/diagnosis.js'

/** Examines, until the signal fires. */
export type Examine = (signal: AbortSignal) => Promise<Diagnosis>

/** How far the examination has come. */
export type Examination =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly diagnosis: Diagnosis }
  | { readonly status: 'failed' }

const running: Examination = { status: 'running' }

/** Has the set-up examined, anew with each `round`. */
export function useDiagnosis(examine: Examine, round: number): Examination {
  const [ended, setEnded] = useState<{ readonly round: number; readonly examination: Examination } | null>(null)
  const latest = useRef(examine)
  useEffect(() => {
    latest.current = examine
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const end = (examination: Examination): void => {
      if (!signal.aborted) setEnded({ round, examination })
    }
    async function run(): Promise<void> {
      try {
        end({ status: 'done', diagnosis: await latest.current(signal) })
      } catch {
        end({ status: 'failed' })
      }
    }
    // StrictMode takes the first effect back at once: no probe is worth that.
    const timer = setTimeout(() => void run())
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [round])
  return ended?.round === round ? ended.examination : running
}
