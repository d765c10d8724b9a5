import type { SlotMember, SlotPool } from '../contract/ports/slots.js'

/**
 * Shares the transfer slots of a page among its uploaders. There are as many as the most demanding member wants, not the
 * sum, because a browser opens six connections to a host, and the calls to the backend need some of them.
 */
export function createSlotPool(): SlotPool {
  const members = new Set<SlotMember>()
  let taken = 0

  const capacity = (): number => Math.max(0, ...Array.from(members, (member) => member.limit))

  const notifyAll = (last: SlotMember): void => {
    for (const member of members) if (member !== last) member.onFree()
    last.onFree()
  }

  return {
    get free() {
      return Math.max(0, capacity() - taken)
    },
    join: (member) => void members.add(member),
    leave: (member) => void members.delete(member),
    take(member) {
      if (taken >= capacity()) return null
      taken += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        taken -= 1
        notifyAll(member)
      }
    },
  }
}

/** Shared by all uploaders of the page. */
export const pageSlots: SlotPool = createSlotPool()
