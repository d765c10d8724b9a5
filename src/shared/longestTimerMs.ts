/** If a delay is longer, browsers fire the timer at once. */
export const longestTimerMs: number = 2 ** 31 - 1
