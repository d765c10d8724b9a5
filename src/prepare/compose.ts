import type { Prepare } from '../contract/options.js'
import { createStep, planOf, type StepPlan } from './step.js'

/**
 * Carries out several steps, one after the other, as one `prepare`. Neighbours that are for pictures share one decode, in
 * whatever order they stand, so nothing is compressed twice. Steps of your own may stand between them.
 *
 * @example
 * const prepare = compose(resize({ longestSide: 2048 }), toWebp(), stripMetadata('location'))
 * <UploadProvider backend={backend} prepare={prepare}>
 */
export function compose(...steps: readonly Prepare[]): Prepare {
  const merged = mergeNeighbours(steps)
  const [only] = merged
  if (only && merged.length === 1) return only
  return async (file, { signal, onProgress, note }) => {
    let made = file
    for (const [index, step] of merged.entries()) {
      signal.throwIfAborted()
      const report = (fraction: number): void => onProgress((index + Math.min(1, fraction)) / merged.length)
      // oxlint-disable-next-line no-await-in-loop -- each step works on what the one before it made
      made = await step(made, { signal, onProgress: report, note })
      report(1)
    }
    return made
  }
}

function mergeNeighbours(steps: readonly Prepare[]): readonly Prepare[] {
  const merged: Prepare[] = []
  for (const step of steps) {
    const before = merged.at(-1)
    const first = before && planOf(before)
    const second = planOf(step)
    if (first && second) merged[merged.length - 1] = createStep(mergePlans(first, second))
    else merged.push(step)
  }
  return merged
}

/** All limits hold; of two formats the later one is meant. */
function mergePlans(first: StepPlan, second: StepPlan): StepPlan {
  const isAll = first.strip === 'all' || second.strip === 'all'
  const strip = isAll ? 'all' : (second.strip ?? first.strip)
  const format = second.format ?? first.format
  return {
    limits: [...first.limits, ...second.limits],
    ...(format && { format }),
    ...(strip && { strip }),
    means: {
      heic: second.means.heic ?? first.means.heic,
      createWorker: second.means.createWorker ?? first.means.createWorker,
    },
  }
}
