/** Sending slots of one page. */
export interface SlotPool {
  /** How many nobody holds. */
  readonly free: number
  /** Registers a user of the pool with the number of slots it would like; call `leave` when done. */
  join(member: SlotMember): void
  leave(member: SlotMember): void
  /** A release function, or null when all slots are taken. */
  take(member: SlotMember): (() => void) | null
}

export interface SlotMember {
  /** How many it wants at the most. */
  readonly limit: number
  /** A slot may have become free. */
  readonly onFree: () => void
}
