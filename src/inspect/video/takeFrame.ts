import type { VideoHeader } from './header/readVideoHeader.js'

/** What the browser tells of a video that it plays. */
export interface Frame {
  readonly facts: VideoHeader
  /** A small upright picture, larger than a thumbnail and without loss, because it becomes one. */
  readonly picture: Blob
}

/**
 * Takes a frame near the beginning of a video.
 *
 * @throws if the browser cannot play it or a content policy forbids it, and when `signal` fires
 */
export async function takeFrame(file: Blob, signal: AbortSignal): Promise<Frame> {
  const url = URL.createObjectURL(file)
  const video = document.createElement('video')
  try {
    video.muted = true
    video.playsInline = true
    video.preload = 'auto'
    // Some browsers load pictures only for a position that was asked for, so nothing waits for those of the beginning.
    const opened = when(video, 'loadedmetadata', signal)
    video.src = url
    await opened
    const facts = readFacts(video)
    const arrived = when(video, 'seeked', signal)
    // The first frame of many videos is black.
    video.currentTime = Math.min(1, (facts.durationSeconds ?? 0) / 3)
    await arrived
    return { facts, picture: await drawFrame(video) }
  } finally {
    // Without a source, the browser releases the decoder.
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

function when(video: HTMLVideoElement, event: 'loadedmetadata' | 'seeked', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(), { once: true })
    video.addEventListener('error', () => reject(new Error('The video cannot be played.')), { once: true })
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Of a codec that they do not know, browsers play the sound. */
function readFacts({ videoWidth: width, videoHeight: height, duration }: HTMLVideoElement): VideoHeader {
  if (width === 0 || height === 0) throw new Error('The video has no pictures that the browser could decode.')
  // The duration of a recording is infinite, because it was not known when its header was written.
  return { width, height, ...(Number.isFinite(duration) && duration > 0 && { durationSeconds: duration }) }
}

const longestEdge = 512

async function drawFrame(video: HTMLVideoElement): Promise<Blob> {
  const scale = Math.min(1, longestEdge / Math.max(video.videoWidth, video.videoHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(video.videoWidth * scale))
  canvas.height = Math.max(1, Math.round(video.videoHeight * scale))
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
  if (picture) return picture
  throw new Error('The frame cannot be drawn.')
}
