/** The four steps of an upload, in order. */
export type Step = 'inspecting' | 'requesting' | 'sending' | 'confirming'

/** Where a retry starts: with the failed call, a new ticket, or reading the file again. */
export type RetryFrom = 'call' | 'ticket' | 'inspection'
