import { DoctorButton, en, Gallery, type Messages, UploadPanel, UploadProvider, UploadTray } from 'coatcheck'
import { diagnose } from 'coatcheck/doctor'
import { type ReactElement, useEffect, useState } from 'react'
import { findLanguage } from '../../demo/page/languages.ts'
import { sceneRestrictions } from './restrictions.ts'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

const params = new URLSearchParams(location.search)

/** The panel with doctor and gallery, and with `?tray=` a tray, in the `?language=` with its direction. */
export function PanelScene(): ReactElement | null {
  const backend = useSceneBackend()
  const messages = useChosenMessages()
  if (!messages) return null
  return (
    <UploadProvider backend={backend} restrictions={sceneRestrictions} doctor={diagnose} locale={messages}>
      <Watched />
      <UploadPanel />
      <DoctorButton />
      <Gallery />
      {params.has('tray') && <UploadTray />}
    </UploadProvider>
  )
}

function useChosenMessages(): Messages | null {
  const [messages, setMessages] = useState<Messages | null>(null)
  useEffect(() => {
    const language = findLanguage(params.get('language') ?? 'en')
    document.documentElement.lang = language?.tag ?? 'en'
    document.documentElement.dir = language?.direction ?? 'ltr'
    void (language?.load() ?? Promise.resolve(en)).then(setMessages)
  }, [])
  return messages
}
