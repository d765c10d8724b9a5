/** The transfer slots of one page. */
export interface SlotPool {
  /** The number of free slots. */
  readonly free: number
  /** Registers an uploader with the number of slots that it wants. Call `leave` when it is done. */
  join(member: SlotMember): void
  leave(member: SlotMember): void
  /** Takes a slot. Returns a function that releases it, or null if no slot is free. */
  take(member: SlotMember): (() => void) | null
}

export interface SlotMember {
  /** The most slots that it wants. */
  readonly limit: number
  /** Called when a slot may be free. */
  readonly onFree: () => void
}
