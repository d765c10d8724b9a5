import type { Inspector } from '../../contract/ports/inspector.js'

const sampleBytes = 64 * 1024

/**
 * Identifies a file by its size and a digest of its beginning, middle and end. That recognises a file that a person
 * picks again without reading gigabytes; only a digest of the whole file proves its content.
 */
export async function takeFingerprint(file: File, inspector: Inspector, signal: AbortSignal): Promise<string> {
  const starts = [0, Math.floor((file.size - sampleBytes) / 2), file.size - sampleBytes]
  const slices =
    file.size <= starts.length * sampleBytes ? [file] : starts.map((at) => file.slice(at, at + sampleBytes))
  const sample = new File(slices, file.name)
  const { digest } = await inspector.inspect(sample, {
    digest: 'sha-256',
    digestOnly: true,
    signal,
    onProgress: () => {},
  })
  return `${file.size}:${digest?.hex}`
}
