import type { SlotMember, SlotPool } from '../contract/ports/slots.js'

/**
 * Hands out sending slots to all uploaders of a page. There are as many as the most demanding member wants: six
 * sockets to a host is what a browser has, and the backend's own calls need some of them.
 */
export function createSlotPool(): SlotPool {
  const members = new Set<SlotMember>()
  let taken = 0

  const capacity = (): number => Math.max(0, ...Array.from(members, (member) => member.limit))

  const tellOthers = (but: SlotMember): void => {
    for (const member of members) if (member !== but) member.onFree()
    but.onFree()
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
        tellOthers(member)
      }
    },
  }
}

/** The one pool of this page. */
export const pageSlots: SlotPool = createSlotPool()
