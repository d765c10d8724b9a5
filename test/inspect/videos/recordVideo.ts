/** The containers that Chromium records. */
export type RecordedType = 'video/webm' | 'video/mp4'

/** Records half a second of a canvas: blue on the left, yellow on the right. */
export async function recordVideo(type: RecordedType, size = { width: 320, height: 180 }): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d')
  const draw = (): void => {
    for (const [side, color] of ['blue', 'yellow'].entries()) {
      if (context) context.fillStyle = color
      context?.fillRect((side * size.width) / 2, 0, size.width / 2, size.height)
    }
  }
  // A stream begins with what the canvas shows then: an empty one would make its first frames black.
  draw()
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: type })
  const chunks: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const { promise: stopped, resolve } = Promise.withResolvers<unknown>()
  recorder.addEventListener('stop', resolve)
  // A busy machine starts long after it was asked to.
  let end = Infinity
  recorder.addEventListener('start', () => (end = performance.now() + 500))
  recorder.start()
  while (performance.now() < end) {
    draw()
    await new Promise(requestAnimationFrame)
  }
  recorder.stop()
  await stopped
  return new File(chunks, `a.${type.slice('video/'.length)}`, { type })
}
