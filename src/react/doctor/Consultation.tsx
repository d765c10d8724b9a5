'use client'

import { type ComponentType, lazy, type ReactElement, Suspense } from 'react'
import type { DiagnosisDialogProps } from './DiagnosisDialog.js'

/** Loaded when it is first asked for: most pages never need it. */
const LazyDialog = lazy(async () => ({ default: await loadDialog() }))

async function loadDialog(): Promise<ComponentType<DiagnosisDialogProps>> {
  try {
    return (await import('./DiagnosisDialog.js')).DiagnosisDialog
  } catch {
    // A page that is offline, or was deployed anew: no reason to take the app down.
    return () => null
  }
}

/** The report, where one was asked for. */
export function Consultation(props: DiagnosisDialogProps): ReactElement {
  return (
    <Suspense fallback={null}>
      <LazyDialog {...props} />
    </Suspense>
  )
}
