import { useUploader } from 'coatcheck'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { paintSamplePhotos } from './paintSamplePhotos.ts'
import { samplePhotos } from './samplePhotos.ts'

type Progress = 'idle' | 'failed' | number

/** Adds twelve photos that the page makes itself, for those who have none at hand. */
export function SamplePhotosButton(): ReactElement {
  const uploader = useUploader()
  const [progress, setProgress] = useState<Progress>('idle')
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function addPhotos(): Promise<void> {
    const controller = new AbortController()
    running.current = controller
    let count = 0
    setProgress(count)
    try {
      for await (const file of paintSamplePhotos(controller.signal)) {
        uploader.add([file])
        count += 1
        setProgress(count)
      }
      setProgress('idle')
    } catch {
      setProgress('failed')
    }
  }

  const isPainting = typeof progress === 'number'
  return (
    <button
      type="button"
      className="demo-button demo-samples"
      lang="en"
      // Disabled for real, it would lose the focus.
      aria-disabled={isPainting}
      onClick={() => {
        if (!isPainting) void addPhotos()
      }}
    >
      {/* Both texts take the room of the longer one, so that nothing moves. */}
      <span aria-hidden={isPainting}>{progress === 'failed' ? failed : 'Use sample photos'}</span>
      <span
        aria-hidden={!isPainting}
      >{`Making photo ${isPainting ? progress + 1 : 12} of ${samplePhotos.length}`}</span>
    </button>
  )
}

const failed = 'No samples in this browser'
