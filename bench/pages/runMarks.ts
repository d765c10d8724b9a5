/** User timing marks around what is measured. */
export const runMarks = { start: 'bench-start', end: 'bench-end' } as const
