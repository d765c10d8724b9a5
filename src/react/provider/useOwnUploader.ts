'use client'

import { useEffect, useRef, useState } from 'react'
import { createUploader } from '../../createUploader.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import type { UploaderOptions } from '../../contract/options.js'

/**
 * An uploader that lives as long as the component's effects. It is destroyed one task after their clean-up, because
 * StrictMode and a quick `<Activity>` run the effects again within that task. If they run again later, a new uploader
 * is created.
 */
export function useOwnUploader<TFile extends StoredFile>(readOptions: () => UploaderOptions<TFile>): Uploader<TFile> {
  // An uploader does nothing before its first file, so one from a discarded render costs nothing.
  const [uploader, setUploader] = useState(() => createUploader(readOptions()))
  const latestOptions = useRef(readOptions)
  useEffect(() => {
    latestOptions.current = readOptions
  })
  const lifetime = useRef<Lifetime>({})

  useEffect(() => {
    const { current } = lifetime
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

interface Lifetime {
  ended?: object
  timer?: ReturnType<typeof setTimeout>
}
