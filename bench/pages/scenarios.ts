import type { AddOptions } from './add.ts'
import type { HashOptions } from './hash.ts'
import type { HeapOptions } from './heap.ts'
import type { SendOptions } from './send.ts'

/** What a page can be asked to do: options in, figures out. */
export interface Scenarios {
  hash: { options: HashOptions; result: number }
  send: { options: SendOptions; result: number }
  add: { options: AddOptions; result: number }
  heap: { options: HeapOptions; result: null }
  image: { options: null; result: readonly number[] }
}

export type ScenarioName = keyof Scenarios

/** Makes ready, and gives what is to be watched. */
export type Scenario<K extends ScenarioName> = (
  options: Scenarios[K]['options'],
  files: readonly File[],
) => Promise<() => Promise<Scenarios[K]['result']>>

/** Figures, and how the main thread fared meanwhile. */
export interface PageRun<T> {
  readonly result: T
  readonly blocked: Blocked
}

export interface Blocked {
  /** The longest task of 50 ms or more, as the browser tells; 0: there was none. */
  readonly longestTaskMs: number
  /** The longest time that a timer was kept waiting: by tasks, and by whatever else the machine does. */
  readonly longestGapMs: number
}
