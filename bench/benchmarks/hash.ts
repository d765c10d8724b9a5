import type { Harness } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { interleave, median, medianRatio } from '../harness/rounds.ts'
import { gibibyte, mebibyte, writeFiles } from '../harness/writeFiles.ts'

const digests = [
  { digest: 'md5', name: 'MD5', atLeast: 0.96 },
  { digest: 'sha-256', name: 'SHA-256', atLeast: 0.98 },
] as const

/** In browsers other than Chromium. */
const elsewhere = 0.85

/** One large file on disk, against hash-wasm on bytes that are in memory. */
export async function measureHash(harness: Harness): Promise<readonly Measurement[]> {
  const files = await writeFiles(harness.folder, 1, gibibyte)
  const measurements: Measurement[] = []
  for (const { digest, name, atLeast } of digests) {
    const what = `hash 1 GiB, ${name}: speed against memory`
    if (!harness.isWanted(what)) continue
    const { inspector, memory } = await interleave(harness.rounds, {
      memory: () => harness.run('hash', { way: 'memory', digest, size: gibibyte }),
      inspector: () => harness.run('hash', { way: 'inspector', digest, size: gibibyte }, { files }),
    })
    measurements.push({
      what,
      value: medianRatio(memory.ms, inspector.ms),
      unit: 'x',
      ...(harness.browserName === 'chromium'
        ? { goal: { atLeast, longestTaskMs: 50 }, cost: inspector.cost }
        : { goal: { atLeast: elsewhere } }),
      note: `${toSpeed(inspector.ms)} against ${toSpeed(memory.ms)}`,
    })
  }
  return measurements
}

function toSpeed(ms: readonly number[]): string {
  return `${Math.round(gibibyte / mebibyte / (median(ms) / 1000))} MiB/s`
}
