import type { Finding } from './lab/finding.ts'
import type { Lab } from './lab/lab.ts'
import { interleave, median, medianRatio, type Series } from './lab/rounds.ts'
import { send, sendRaw, type Way } from './send.ts'

export interface Comparison {
  readonly what: string
  /** Files on the wire at once, of the raw way. */
  readonly rawAtOnce: number
  /** Of the link to storage. Left out: whatever the machine can do. */
  readonly bytesPerSecond?: number
  readonly ways: readonly (Way & { readonly what: string; readonly atMost?: number })[]
}

/** The whole flow in several ways, each against raw PUTs. */
export async function compare(lab: Lab, files: readonly string[], comparison: Comparison): Promise<readonly Finding[]> {
  const { what, rawAtOnce: atOnce, bytesPerSecond, ways } = comparison
  const runs = ways.map((way) => [way.what, () => send(lab, files, { ...way, bytesPerSecond })] as const)
  const series: Readonly<Record<string, Series>> & { readonly raw: Series } = await interleave(lab.rounds, {
    raw: () => sendRaw(lab, files, { atOnce, bytesPerSecond }),
    ...Object.fromEntries(runs),
  })
  const { raw } = series
  const rawMs = `${Math.round(median(raw.ms))} ms`
  const findings = ways.map(({ what: how, atMost }): Finding => {
    const { ms, mainThread } = series[how] ?? raw
    return {
      what: `${what}: ${how}`,
      value: medianRatio(ms, raw.ms),
      unit: 'x',
      ...(atMost !== undefined && { goal: { atMost } }),
      mainThread,
      note: `${Math.round(median(ms))} ms against ${rawMs}`,
    }
  })
  const { mainThread } = raw
  return [{ what: `${what}: raw PUT, ${atOnce} at once`, value: 1, unit: 'x', mainThread, note: rawMs }, ...findings]
}
