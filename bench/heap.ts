import type { Finding } from './lab/finding.ts'
import type { Lab } from './lab/lab.ts'
import { median } from './lab/rounds.ts'

const count = 10_000
const megabyte = 1_000_000

const ways = [
  { way: 'files', what: 'File objects alone' },
  { way: 'core', what: 'core', atMost: 20 },
  { way: 'list', what: "with React's list", atMost: 20 },
] as const

/** What 10 000 files that wait weigh in JavaScript, above the page before. */
export async function heap(lab: Lab): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { way, what, ...limit } of ways) {
    const weights: number[] = []
    for (let round = 0; round < lab.rounds; round += 1) {
      // Once with none: what is loaded and made for the first file is no part of what a file weighs.
      await lab.run('heap', { way, count: 0 })
      const idleBytes = await lab.weighHeap()
      await lab.runOn('heap', { way, count })
      weights.push((await lab.weighHeap()) - idleBytes)
    }
    findings.push({
      what: `10 000 files queued: heap, ${what}`,
      value: median(weights) / megabyte,
      unit: 'MB',
      ...('atMost' in limit && { goal: { atMost: limit.atMost } }),
    })
  }
  return findings
}
