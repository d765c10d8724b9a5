import type { PrepareRequest, PrepareResult } from '../prepare.messages.js'

export interface EngineOptions {
  readonly signal: AbortSignal
  readonly onProgress: (fraction: number) => void
}

/** Something that carries out plans, one after the other: a worker, or the page. */
export interface PrepareEngine {
  /** False once it has ended, because its work was called off or it broke down. */
  readonly isAlive: boolean
  run(request: PrepareRequest, options: EngineOptions): Promise<PrepareResult>
  close(): void
}
