import type { Visit } from './visit.js'

/** Browsers tell of a broken policy in a task of its own, which may come after the failure that it caused. */
export function settleEvents({ ports }: Visit): Promise<void> {
  return new Promise((resolve) => {
    ports.clock.schedule(resolve, 50)
  })
}
