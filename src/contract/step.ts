/** The four steps of one upload, in their order. */
export type Step = 'inspecting' | 'requesting' | 'sending' | 'confirming'

/** Where a retry sets in: the call that failed, a new ticket, or the reading of the bytes. */
export type RetryFrom = 'call' | 'ticket' | 'inspection'
