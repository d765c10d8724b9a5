'use client'

import { useEffect, useRef, useState } from 'react'
import { createUploader } from '../../createUploader.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import type { UploaderOptions } from '../../contract/options.js'

/**
 * An uploader that lives as long as the component's effects. It ends one task after they went: StrictMode and a quick
 * `<Activity>` bring them back within that task. When they come back later, a new one is made.
 */
export function useOwnUploader<TFile extends StoredFile>(readOptions: () => UploaderOptions<TFile>): Uploader<TFile> {
  // Inert until the first file, so one that a discarded render made costs nothing.
  const [uploader, setUploader] = useState(() => createUploader(readOptions()))
  const latestOptions = useRef(readOptions)
  useEffect(() => {
    latestOptions.current = readOptions
  })
  const life = useRef<Life>({ ended: null, timer: undefined })

  useEffect(() => {
    const { current } = life
    clearTimeout(current.timer)
    if (current.ended === uploader) setUploader(createUploader(latestOptions.current()))
    return () => {
      current.timer = setTimeout(() => {
        current.ended = uploader
        uploader.destroy()
      })
    }
  }, [uploader])
  return uploader
}

interface Life {
  ended: object | null
  timer: ReturnType<typeof setTimeout> | undefined
}
