import type { VideoHeader } from './readVideoHeader.js'

/** Where the main header begins if it is the first chunk of the first list, as the format demands. */
const avihOffset = 24

/** @see https://learn.microsoft.com/en-us/windows/win32/api/aviriff/ns-aviriff-avimainheader */
export function readAviHeader(start: DataView): VideoHeader | undefined {
  if (start.getUint32(8) !== 0x41564920 || start.getUint32(avihOffset) !== 0x61766968) return undefined // 'AVI ', 'avih'
  const read = (offset: number): number => start.getUint32(avihOffset + 8 + offset, true)
  return { durationSeconds: (read(0) * read(16)) / 1_000_000, width: read(32), height: read(36) }
}
