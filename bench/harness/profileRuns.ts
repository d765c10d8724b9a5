import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CDPSession } from 'playwright'

type Profile = Awaited<ReturnType<typeof stopProfiler>>

/** Profiles each run and adds up what its functions cost. */
export interface Profiler {
  during<T>(name: string, run: () => Promise<T>): Promise<T>
  /** Writes the costliest functions of each kind of run. */
  close(): Promise<void>
}

/** Fine enough for tasks of a few milliseconds, at a tenth of the time. */
const samplingIntervalUs = 200
/** A longer gap between samples means that another process had the processor. */
const longestSampleMs = 1
const mostRows = 40

export const noProfiler: Profiler = { during: (_, run) => run(), close: async () => {} }

/** Writes Markdown to the file, and beside it the last profile of each kind, to be opened in the developer tools. */
export async function createProfiler(devtools: CDPSession, file: string): Promise<Profiler> {
  const profiles = new Map<string, Profile[]>()
  await devtools.send('Profiler.enable')
  await devtools.send('Profiler.setSamplingInterval', { interval: samplingIntervalUs })
  return {
    async during(name, run) {
      await devtools.send('Profiler.start')
      try {
        return await run()
      } finally {
        profiles.set(name, [...(profiles.get(name) ?? []), await stopProfiler(devtools)])
      }
    },
    async close() {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, [...profiles].map(([name, runs]) => toSection(name, runs)).join('\n'))
      for (const [name, runs] of profiles) {
        await writeFile(`${file}.${name.replaceAll(/[^\w]+/g, '-')}.cpuprofile`, JSON.stringify(runs.at(-1)))
      }
    },
  }
}

async function stopProfiler(devtools: CDPSession) {
  return (await devtools.send('Profiler.stop')).profile
}

interface Cost {
  selfMs: number
  totalMs: number
}

function toSection(name: string, runs: readonly Profile[]): string {
  const costs = new Map<string, Cost>()
  for (const run of runs) addUp(run, costs)
  const format = (ms: number): string => (ms / runs.length).toFixed(1).padStart(8)
  const listed = (key: keyof Cost): readonly string[] =>
    [...costs]
      .filter(([label]) => label !== '(root)' && label !== '(idle)')
      .toSorted(([, a], [, b]) => b[key] - a[key])
      .slice(0, mostRows)
      .map(([label, { selfMs, totalMs }]) => `| ${format(selfMs)} | ${format(totalMs)} | ${label} |`)
  return [
    `## ${name}`,
    '',
    `Milliseconds of the page's thread in one run, the mean of ${runs.length}.`,
    '',
    '| self | with callees | function, by its own time |',
    '| --- | --- | --- |',
    ...listed('selfMs'),
    '',
    '| self | with callees | function, with its callees |',
    '| --- | --- | --- |',
    ...listed('totalMs'),
    '',
  ].join('\n')
}

/** A function that calls itself counts once for each sample. */
function addUp({ nodes, samples = [], timeDeltas = [] }: Profile, costs: Map<string, Cost>): void {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const labels = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const place = url === '' ? '' : ` (${url.slice(url.lastIndexOf('/') + 1)}:${lineNumber + 1})`
      return [id, `${functionName || '(anonymous)'}${place}`] as const
    }),
  )
  const costOf = (label: string): Cost => {
    const cost = costs.get(label) ?? { selfMs: 0, totalMs: 0 }
    costs.set(label, cost)
    return cost
  }
  for (const [index, sample] of samples.entries()) {
    // A delta is the time between the sample before and this one: until the next, this one's function ran.
    const ms = Math.min(longestSampleMs, (timeDeltas[index + 1] ?? 0) / 1000)
    const stack = new Set<string>()
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) stack.add(labels.get(id) ?? '')
    costOf(labels.get(sample) ?? '').selfMs += ms
    for (const label of stack) costOf(label).totalMs += ms
  }
}
