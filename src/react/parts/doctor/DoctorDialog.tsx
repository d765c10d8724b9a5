'use client'

import { type ComponentType, type ReactElement, type SyntheticEvent, useEffect, useState } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import type { DiagnosisDialogProps } from './DiagnosisDialog.js'

type Dialog = ComponentType<DiagnosisDialogProps>

interface DoctorDialogProps extends Omit<DiagnosisDialogProps, 'words'> {
  readonly load?: () => Promise<Dialog>
}

const loadDialog = async (): Promise<Dialog> => (await import('./DiagnosisDialog.js')).DiagnosisDialog

/**
 * Loads the dialog when it is opened, because most pages never need it, and says so if it cannot be loaded. Not
 * `React.lazy`, which would throw at the app and remember the failure until the next reload.
 */
export function DoctorDialog({ load = loadDialog, run, onClose }: DoctorDialogProps): ReactElement | null {
  const { doctor: words } = useMessages()
  const [loaded, setLoaded] = useState<{ readonly Dialog: Dialog | null }>()
  useEffect(() => {
    let isCurrent = !loaded
    const end = (Dialog: Dialog | null): void => void (isCurrent && setLoaded({ Dialog }))
    if (isCurrent) load().then(end, () => end(null))
    return () => void (isCurrent = false)
  }, [load, loaded])

  if (!loaded) return null
  if (loaded.Dialog) return <loaded.Dialog run={run} onClose={onClose} words={words} />
  const onClosed = ({ currentTarget }: SyntheticEvent<HTMLDialogElement>): void =>
    currentTarget.returnValue === 'again' ? setLoaded(undefined) : onClose()
  return (
    <dialog ref={showModal} className="coatcheck-diagnosis" aria-label={words.title} onClose={onClosed} closedby="any">
      <output className="coatcheck-diagnosis-summary">{words.notLoaded}</output>
      {/* Submitting closes the dialog, and that gives the focus back to the button that opened it. */}
      <form method="dialog" className="coatcheck-diagnosis-actions">
        <button value="again" className="coatcheck-button">
          {words.again}
        </button>
        <button className="coatcheck-button">{words.close}</button>
      </form>
    </dialog>
  )
}

/** In StrictMode, React attaches a ref twice. */
function showModal(dialog: HTMLDialogElement | null): void {
  if (dialog?.open === false) dialog.showModal()
}
