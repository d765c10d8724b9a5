import type { Prepare } from '../contract/options.js'
import { loadInTime } from '../shared/loading/loadInTime.js'
import { renameByType, replaceFile } from './fileNames.js'
import type { LoadHeicDecoder } from './heicDecoder.js'
import type { Plan } from './plan.js'

/** Options of every step for pictures. */
export interface PictureStepOptions {
  /**
   * Creates the worker, for bundlers, CDNs and content policies with which it cannot be found. Its file is
   * `coatcheck/prepare/worker`. Of steps that are neighbours in `compose`, one has to name it.
   * @example createWorker: () => new Worker('/assets/coatcheck-prepare-worker.js', { type: 'module' })
   */
  readonly createWorker?: () => Worker
}

/** What only the page can do. */
export interface PageMeans {
  readonly heic?: LoadHeicDecoder | undefined
  readonly createWorker?: CreateWorker
}

export type CreateWorker = (() => Worker) | undefined

export interface StepPlan extends Plan {
  readonly means: PageMeans
}

const planKey = Symbol('plan')

interface PictureStep extends Prepare {
  readonly [planKey]: StepPlan
}

/** Makes a step for pictures. It knows its plan, so that neighbours can be carried out with one decode. */
export function createStep(plan: StepPlan): Prepare {
  const step: Prepare = async (file, context) => {
    if (!mayConcern(file)) return file
    const { runInPool } = await loadInTime('the code to prepare pictures', () => import('./pool/runInPool.js'))
    const blob = await runInPool(file, plan, context)
    return blob ? replaceFile(file, blob, renameByType(file.name, blob.type)) : file
  }
  return Object.assign(step, { [planKey]: plan }) satisfies PictureStep
}

/** The plan of a step for pictures; undefined for any other. */
export function planOf(step: Prepare): StepPlan | undefined {
  return (step as Partial<PictureStep>)[planKey]
}

/** A file without a type may be a picture: not every system knows HEIC. A film may have a location. */
function mayConcern({ type }: File): boolean {
  return type === '' || /^(?:image|video)\//.test(type)
}
