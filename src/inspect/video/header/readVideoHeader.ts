import type { VideoFacts } from '../../../contract/fileFacts.js'
import { readAviHeader } from './avi.js'
import type { HeaderReader } from './HeaderReader.js'
import { readMatroskaHeader } from './matroska.js'
import { readMp4Header } from './mp4.js'

/** What a header gives without a frame being decoded. */
export type VideoHeader = Omit<VideoFacts, 'blurhash'>

/** No codec has larger pictures. */
const longestEdge = 65_535

/**
 * Reads size and duration from the header of a video, also of one that the browser cannot play. Knows MP4, QuickTime, 3GP,
 * WebM, Matroska and AVI; undefined for anything else, and for a file without pictures.
 */
export async function readVideoHeader(reader: HeaderReader): Promise<VideoHeader | undefined> {
  const header = await readAnyHeader(reader)
  const isShown = header && isEdge(header.width) && isEdge(header.height)
  if (!isShown) return undefined
  const { width, height, durationSeconds = 0 } = header
  const hasDuration = durationSeconds > 0 && Number.isFinite(durationSeconds)
  return { width, height, ...(hasDuration && { durationSeconds }) }
}

async function readAnyHeader(reader: HeaderReader): Promise<VideoHeader | undefined> {
  const start = await reader.viewAt(0)
  switch (start.getUint32(0)) {
    case 0x1a45dfa3:
      return readMatroskaHeader(reader)
    case 0x52494646: // 'RIFF'
      return readAviHeader(start)
    default:
      return readMp4Header(reader)
  }
}

function isEdge(pixels: number): boolean {
  return pixels >= 1 && pixels <= longestEdge
}
