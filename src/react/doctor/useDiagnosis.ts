'use client'

import { useEffect, useRef, useState } from 'react'
import type { Metadata } from '../../core/types.js'
import type { Diagnosis } from '../../doctor/diagnosis.js'
import type { Doctor } from './Doctor.js'

/** How far the examination has come. */
export type Examination =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly diagnosis: Diagnosis }
  | { readonly status: 'failed' }

const running: Examination = { status: 'running' }

/** Has the set-up examined, anew with each `round`. */
export function useDiagnosis(doctor: Doctor, metadata: Metadata, round: number): Examination {
  const [ended, setEnded] = useState<{ readonly round: number; readonly examination: Examination } | null>(null)
  const latest = useRef(doctor)
  useEffect(() => {
    latest.current = doctor
  })
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const end = (examination: Examination): void => {
      if (!signal.aborted) setEnded({ round, examination })
    }
    async function run(): Promise<void> {
      try {
        end({ status: 'done', diagnosis: await latest.current({ metadata, signal }) })
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
  }, [metadata, round])
  return ended?.round === round ? ended.examination : running
}
