import { startMeter } from './meter.ts'
import type { PageRun, Scenario, ScenarioName, Scenarios } from './scenarios.ts'

const scenarios: { readonly [K in ScenarioName]: () => Promise<Scenario<K>> } = {
  hash: async () => (await import('./hash.ts')).hash,
  send: async () => (await import('./send.ts')).send,
  add: async () => (await import('./add.ts')).add,
  heap: async () => (await import('./heap.ts')).heap,
  image: async () => (await import('./image.ts')).image,
}

declare global {
  /** Called by the lab. */
  var runScenario: <K extends ScenarioName>(
    name: K,
    options: Scenarios[K]['options'],
  ) => Promise<PageRun<Scenarios[K]['result']>>
}

globalThis.runScenario = async (name, options) => {
  const prepare = await scenarios[name]()
  const run = await prepare(options, [...(document.querySelector('input')?.files ?? [])])
  const stopMeter = startMeter()
  const result = await run()
  return { result, blocked: stopMeter() }
}
