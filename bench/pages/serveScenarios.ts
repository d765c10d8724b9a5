import { runMarks } from './runMarks.ts'
import type { Scenario, ScenarioName, Scenarios } from './scenarios.ts'

// The harness calls these, one after the other: what is there before the run is neither timed nor weighed.
declare global {
  var prepareScenario: <K extends ScenarioName>(name: K, options: Scenarios[K]['options']) => Promise<void>
  var runScenario: () => Promise<unknown>
}

/** Lets the harness run these scenarios on the page. */
export function serveScenarios(scenarios: { readonly [K in ScenarioName]?: () => Promise<Scenario<K>> }): void {
  globalThis.prepareScenario = async (name, options) => {
    const load = scenarios[name]
    if (!load) throw new Error(`This page has no scenario '${name}'.`)
    const prepare = await load()
    const run = await prepare(options, [...(document.querySelector('input')?.files ?? [])])
    globalThis.runScenario = async () => {
      performance.mark(runMarks.start)
      const result = await run()
      performance.mark(runMarks.end)
      return result
    }
  }
}
