/** Browsers fire longer timers at once. */
export const longestTimerMs: number = 2 ** 31 - 1
