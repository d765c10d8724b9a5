import type { HostPage } from '../../contract/ports/page.js'

/** A page that a test can leave. */
export interface FakeHostPage extends HostPage {
  leave(): void
  /** The number of listeners. */
  readonly listeners: number
}

export function createFakeHostPage(): FakeHostPage {
  const told = new Set<() => void>()
  return {
    get listeners() {
      return told.size
    },
    onLeave(tell) {
      told.add(tell)
      return () => told.delete(tell)
    },
    leave: () => {
      for (const tell of told) tell()
    },
  }
}
