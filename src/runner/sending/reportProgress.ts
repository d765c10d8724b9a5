import type { Clock } from '../../contract/ports/page.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { SpeedMeter } from '../../shared/SpeedMeter.js'
import type { ActiveUpload } from '../ActiveUpload.js'

/** Returns a function that reports how many bytes were sent, with the speed and the time left. */
export function reportProgress(active: ActiveUpload<StoredFile>, clock: Clock): (sentBytes: number) => void {
  // One for each attempt: the speed of an attempt before a pause says nothing about this one.
  const speed = new SpeedMeter()
  return (sentBytes) => {
    const bytesPerSecond = speed.sample(clock.now(), sentBytes)
    const leftBytes = active.upload.size - sentBytes
    active.dispatch({
      type: 'sendProgressed',
      sentBytes,
      ...(bytesPerSecond && { bytesPerSecond, secondsLeft: leftBytes / bytesPerSecond }),
    })
  }
}
