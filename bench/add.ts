import { makeFiles } from './lab/files.ts'
import type { Finding } from './lab/finding.ts'
import type { Lab } from './lab/lab.ts'
import { interleave, median } from './lab/rounds.ts'

const count = 5000
const goal = { atMost: 20 }

/** Many files at once: when the list can be used, and how long the longest wait was. */
export async function add(lab: Lab): Promise<readonly Finding[]> {
  const picked = await makeFiles(lab.folder, count, 100)
  const { core, list, pickedSizes, pickedCore } = await interleave(lab.rounds, {
    core: () => lab.run('add', { way: 'core', count }),
    list: () => lab.run('add', { way: 'list', count }),
    pickedSizes: () => lab.run('add', { way: 'sizes', count }, picked),
    pickedCore: () => lab.run('add', { way: 'core', count }, picked),
  })
  const made = [
    ['core alone', core],
    ["React's list", list],
  ] as const
  return [
    ...made.flatMap(([name, { ms, mainThread }]): Finding[] => [
      { what: `5 000 files added: ${name} usable`, value: median(ms), unit: 'ms', goal, mainThread },
      { what: `5 000 files added: ${name}, longest wait`, value: mainThread.longestGapMs, unit: 'ms', goal },
    ]),
    // No goal: the browser asks the disk for the size of each, in the middle of whatever reads it first.
    { what: '5 000 files picked from disk: their sizes read', value: median(pickedSizes.ms), unit: 'ms' },
    { what: '5 000 files picked from disk: core alone usable', value: median(pickedCore.ms), unit: 'ms' },
  ]
}
