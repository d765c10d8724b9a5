import type { Harness } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { interleave, median, medianRatio } from '../harness/rounds.ts'
import { gibibyte, mebibyte, writeFiles } from '../harness/writeFiles.ts'
import { compare } from './compare.ts'
import { send } from './send.ts'

const longestTaskMs = 50
export const linkBytesPerSecond: number = 100 * mebibyte
const oneLarge = '1 x 1 GiB: against raw PUT and its hash in memory'
const gathered = { sendWith: 'put', gather: true } as const

/** Large files: what counts is that the next ones are hashed while the first are sent. */
export async function measureLarge(harness: Harness): Promise<readonly Measurement[]> {
  const files = await writeFiles(harness.folder, 10, 100 * mebibyte)
  const atOnce = harness.atOnce ?? 3
  const onLink = (bytesPerSecond: number | undefined, link: string, atMost: number): Promise<readonly Measurement[]> =>
    compare(harness, files, {
      what: `10 x 100 MiB, ${link}`,
      ways: [
        { what: 'raw PUT', way: 'raw', ...gathered, atOnce, bytesPerSecond },
        { what: 'hand-written loop', way: 'loop', ...gathered, atOnce, bytesPerSecond },
        { what: 'coatcheck', way: 'core', ...gathered, atOnce, bytesPerSecond, goal: { atMost, longestTaskMs } },
      ],
    })
  return [
    ...(await onLink(undefined, 'unlimited', 1.6)),
    ...(harness.storage === 'sink' ? await onLink(linkBytesPerSecond, 'link of 100 MiB/s', 1.03) : []),
    ...(harness.isWanted(oneLarge) ? [await compareOne(harness)] : []),
  ]
}

/** The digest has to be known before the ticket, so the limit is the two of them, one after the other. */
async function compareOne(harness: Harness): Promise<Measurement> {
  const files = await writeFiles(harness.folder, 1, gibibyte)
  const sendOne = (way: 'raw' | 'core') => () =>
    send(harness, files, { ...gathered, way, atOnce: 1 }, `1 x 1 GiB: ${way}`)
  const { raw, memory, core } = await interleave(harness.rounds, {
    raw: sendOne('raw'),
    memory: () => harness.run('hash', { way: 'memory', digest: harness.digest, size: gibibyte }),
    core: sendOne('core'),
  })
  const limit = raw.ms.map((ms, round) => ms + (memory.ms[round] ?? Number.NaN))
  return {
    what: oneLarge,
    value: medianRatio(core.ms, limit),
    unit: 'x',
    goal: { atMost: 1.05, longestTaskMs },
    cost: core.cost,
    note: `${Math.round(median(core.ms))} ms against ${Math.round(median(raw.ms))} + ${Math.round(median(memory.ms))} ms`,
  }
}
