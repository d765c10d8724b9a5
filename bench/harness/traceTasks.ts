import type { Browser, Page } from 'playwright'
import { runMarks } from '../pages/runMarks.ts'
import type { PageCost } from './rounds.ts'

/** Times in microseconds, as Chromium's trace has them. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Processor time. */
  readonly tdur?: number
  readonly args?: { readonly data?: { readonly jsHeapSizeUsed?: number } }
}

export type TaskCost = Omit<PageCost, 'processorMs' | 'heapBytes'>

/**
 * Traces the tasks of the page's thread while something runs. The long task API would leave out every task under 50 ms
 * and know no processor time; a heartbeat would count the machine's other work as ours.
 */
export async function traceTasks<T>(
  browser: Browser,
  page: Page,
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly tasks: TaskCost }> {
  const categories = ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing']
  await browser.startTracing(page, { categories })
  try {
    const result = await run()
    return { result, tasks: summarise(await stop(browser)) }
  } catch (error) {
    await stop(browser)
    throw error
  }
}

async function stop(browser: Browser): Promise<readonly TraceEvent[]> {
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] }
  return traceEvents
}

/** The page marks where its run begins and ends, and so tells which thread is its own. */
function summarise(events: readonly TraceEvent[]): TaskCost {
  const start = events.find(({ name }) => name === runMarks.start)
  const end = events.find(({ name }) => name === runMarks.end)
  if (!start || !end) throw new Error('The trace does not show the run: it has no marks of the page.')
  const tasks = events.filter(
    ({ name, pid, tid, ts, dur = 0 }) =>
      name === 'RunTask' && pid === start.pid && tid === start.tid && ts + dur >= start.ts && ts <= end.ts,
  )
  const elapsedMs = tasks.map(({ dur = 0 }) => dur / 1000)
  const cpuMs = tasks.map(({ tdur = 0 }) => tdur / 1000)
  const countOver = (limitMs: number): number => cpuMs.filter((ms) => ms > limitMs).length
  const heapBytes = events
    .filter(({ name, pid, ts }) => name === 'UpdateCounters' && pid === start.pid && ts >= start.ts && ts <= end.ts)
    .map(({ args }) => args?.data?.jsHeapSizeUsed ?? 0)
  return {
    longestTaskMs: Math.max(0, ...elapsedMs),
    longestTaskCpuMs: Math.max(0, ...cpuMs),
    tasksOver16Ms: countOver(16),
    tasksOver33Ms: countOver(33),
    tasksOver50Ms: countOver(50),
    busyMs: cpuMs.reduce((sum, ms) => sum + ms, 0),
    peakHeapBytes: Math.max(0, ...heapBytes),
  }
}
