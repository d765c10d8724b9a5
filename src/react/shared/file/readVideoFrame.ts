/**
 * Reads a frame of a video as a small picture; null if the browser cannot play it, or a content policy forbids it. A video
 * is read once, however often its row is rendered, and only two at a time.
 */
export function readVideoFrame(file: File, signal: AbortSignal): Promise<Blob | null> {
  const known = readings.get(file)
  if (known) {
    known.signals.push(signal)
    return known.frame
  }
  const signals = [signal]
  const frame = inTurn(() => {
    // A row may have left and come back before its turn.
    if (signals.some(({ aborted }) => !aborted)) return readFrame(file)
    readings.delete(file)
    return null
  })
  readings.set(file, { frame, signals })
  return frame
}

interface Reading {
  readonly frame: Promise<Blob | null>
  /** Of all rows that want it. */
  readonly signals: AbortSignal[]
}

const readings = new WeakMap<File, Reading>()

const mostAtOnce = 2
const waiting: (() => void)[] = []
let running = 0

async function inTurn<T>(read: () => T | Promise<T>): Promise<T> {
  if (running === mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await read()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

async function readFrame(file: File): Promise<Blob | null> {
  const url = URL.createObjectURL(file)
  const video = document.createElement('video')
  try {
    video.muted = true
    video.playsInline = true
    video.preload = 'auto'
    video.src = url
    await when(video, 'loadeddata')
    // The first frame of many videos is black.
    video.currentTime = Number.isFinite(video.duration) ? Math.min(1, video.duration / 3) : 0
    await when(video, 'seeked')
    return await drawFrame(video)
  } catch {
    return null
  } finally {
    // Without a source, the browser releases the decoder.
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

/** Some browsers load a video only once it is played, and never say so. */
const longestWaitMs = 10_000

function when(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(fail, longestWaitMs)
    function fail(): void {
      clearTimeout(timer)
      reject(new Error('The video cannot be played.'))
    }
    video.addEventListener('error', fail, { once: true })
    video.addEventListener(
      event,
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}

/** Enough for a row or a tile on a screen of two pixels per point. */
const longestSidePx = 320

function drawFrame(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video
  const scale = Math.min(1, longestSidePx / Math.max(videoWidth, videoHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
}
