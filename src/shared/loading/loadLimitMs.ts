/** How long code may take to load that is loaded only when it is needed. */
export const loadLimitMs: number = 30_000
