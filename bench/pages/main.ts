import { runMarks } from './runMarks.ts'
import type { Scenario, ScenarioName, Scenarios } from './scenarios.ts'

const scenarios: { readonly [K in ScenarioName]: () => Promise<Scenario<K>> } = {
  hash: async () => (await import('./hash.ts')).hash,
  send: async () => (await import('./send.ts')).send,
  add: async () => (await import('./add.ts')).add,
  first: async () => (await import('./first.ts')).first,
  command: async () => (await import('./command.ts')).command,
  heap: async () => (await import('./heap.ts')).heap,
  image: async () => (await import('./image.ts')).image,
}

// The harness calls these, one after the other: what is there before the run is neither timed nor weighed.
declare global {
  var prepareScenario: <K extends ScenarioName>(name: K, options: Scenarios[K]['options']) => Promise<void>
  var runScenario: () => Promise<unknown>
}

globalThis.prepareScenario = async (name, options) => {
  const prepare = await scenarios[name]()
  const run = await prepare(options, [...(document.querySelector('input')?.files ?? [])])
  globalThis.runScenario = async () => {
    performance.mark(runMarks.start)
    const result = await run()
    performance.mark(runMarks.end)
    return result
  }
}
