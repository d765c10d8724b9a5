import type { PaintReply, PaintRequest } from './paint.messages.ts'
import { type SamplePhoto, samplePhotos } from './samplePhotos.ts'

/**
 * Makes the sample photos in a worker, one after another, so that the page stays responsive and each can be uploaded
 * while the next is painted. Ends early when the signal aborts.
 * @throws {Error} if the browser cannot paint in a worker.
 */
export async function* paintSamplePhotos(signal: AbortSignal): AsyncGenerator<File> {
  const worker = new Worker(new URL('./paint.worker.ts', import.meta.url), { type: 'module' })
  try {
    for (const photo of samplePhotos) {
      const blob = await paint(worker, photo, signal)
      if (signal.aborted) return
      if (!blob) throw new Error('This browser cannot paint in a worker.')
      yield new File([blob], photo.name, { type: 'image/jpeg' })
    }
  } finally {
    worker.terminate()
  }
}

function paint(worker: Worker, photo: SamplePhoto, signal: AbortSignal): Promise<Blob | null> {
  const request: PaintRequest = { photo }
  worker.postMessage(request)
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true })
    worker.addEventListener('error', () => resolve(null), { once: true })
    worker.addEventListener('message', ({ data }: MessageEvent<PaintReply>) => resolve(data.blob), { once: true })
  })
}
