import type { PrepareRequest, PrepareResult } from '../prepare.messages.js'
import type { RunOptions } from '../worker/runPlan.js'

/** Something that carries out plans, one after the other: a worker, or the page. */
export interface PrepareEngine {
  /** False once it has ended, because its work was called off or it broke down. */
  readonly isAlive: boolean
  run(request: PrepareRequest, options: RunOptions): Promise<PrepareResult>
  close(): void
}
