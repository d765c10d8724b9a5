/** Timers beyond this fire at once. */
export const longestTimerMs: number = 2 ** 31 - 1
