import { createInspector } from '../../../src/inspect/inspector.ts'
import type { Scenario } from '../scenarios.ts'

/** Milliseconds for size, blurhash and thumbnail of each picture, one after the other, in a warm worker. */
export const image: Scenario<'image'> = async (_, files) => {
  const inspector = createInspector()
  const inspect = async (file: File): Promise<number> => {
    const startedAt = performance.now()
    const inspection = await inspector.inspect(file, {
      digest: null,
      signal: new AbortController().signal,
      onProgress: () => {},
    })
    const elapsedMs = performance.now() - startedAt
    if (!inspection.image?.blurhash) throw new Error(`${file.name} has no blurhash.`)
    return elapsedMs
  }
  for (const file of files) await inspect(file)
  return async () => {
    const elapsed: number[] = []
    for (const file of files) elapsed.push(await inspect(file))
    return elapsed
  }
}
