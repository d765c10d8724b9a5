import type { Finding } from './lab/finding.ts'
import { gibibyte, makeFiles, mebibyte } from './lab/files.ts'
import type { Lab } from './lab/lab.ts'
import { interleave, median, medianRatio } from './lab/rounds.ts'

/** One large file on disk, against hash-wasm on bytes that are in memory. */
export async function hash(lab: Lab): Promise<readonly Finding[]> {
  const files = await makeFiles(lab.folder, 1, gibibyte)
  const findings: Finding[] = []
  for (const digest of ['md5', 'sha-256'] as const) {
    const { inspector, memory } = await interleave(lab.rounds, {
      memory: () => lab.run('hash', { way: 'memory', digest, size: gibibyte }),
      inspector: () => lab.run('hash', { way: 'inspector', digest, size: gibibyte }, files),
    })
    findings.push({
      what: `hash 1 GiB, ${digest}: speed against memory`,
      value: medianRatio(memory.ms, inspector.ms),
      unit: 'x',
      goal: { atLeast: 0.95 },
      mainThread: inspector.mainThread,
      note: `${toSpeed(inspector.ms)} against ${toSpeed(memory.ms)}`,
    })
  }
  return findings
}

function toSpeed(ms: readonly number[]): string {
  return `${Math.round(gibibyte / mebibyte / (median(ms) / 1000))} MiB/s`
}
