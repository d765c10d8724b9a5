import type { HostPage } from '../../contract/ports/page.js'

/** A page that is left when a test says so. */
export interface FakeHostPage extends HostPage {
  leave(): void
  /** How many listen. */
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
