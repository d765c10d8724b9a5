import type { Prepare } from '../contract/options.js'
import { loadInTime } from '../shared/loading/loadInTime.js'
import { renameByType } from './fileNames.js'
import type { LoadHeicDecoder } from './heicDecoder.js'
import type { Plan } from './plan.js'

/** A plan with what only the page can do. */
export interface StepPlan extends Plan {
  readonly heic?: LoadHeicDecoder | undefined
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
    if (!blob) return file
    const { lastModified } = file
    return new File([blob], renameByType(file.name, blob.type), { type: blob.type, lastModified })
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
