'use client'

import { type ComponentType, type ReactElement, useEffect, useState } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import type { DiagnosisDialogProps } from './DiagnosisDialog.js'

type Dialog = ComponentType<DiagnosisDialogProps>

interface ConsultationProps extends Omit<DiagnosisDialogProps, 'messages'> {
  readonly load?: () => Promise<Dialog>
}

/** Most pages never need it. */
async function loadDialog(): Promise<Dialog> {
  return (await import('./DiagnosisDialog.js')).DiagnosisDialog
}

/** The report, where one was asked for; loaded then. Not `lazy`: that would remember a failure until the next reload. */
export function Consultation({ load = loadDialog, ...props }: ConsultationProps): ReactElement | null {
  const { onClose } = props
  const messages = useMessages()
  const [loaded, setLoaded] = useState<{ readonly Dialog: Dialog } | null>(null)
  useEffect(() => {
    let isOver = false
    async function run(): Promise<void> {
      try {
        const Dialog = await load()
        if (!isOver) setLoaded({ Dialog })
      } catch {
        // A page that is offline, or was deployed anew: no reason to take the app down.
        if (isOver) return
        console.warn(
          "coatcheck: the doctor's report could not be loaded. Is the page offline, or older than what is deployed?",
        )
        onClose()
      }
    }
    void run()
    return () => void (isOver = true)
  }, [load, onClose])
  return loaded && <loaded.Dialog {...props} messages={messages} />
}
