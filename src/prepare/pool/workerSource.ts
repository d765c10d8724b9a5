/**
 * The code of the built worker, for a blob where its file cannot be loaded. Filled in by the library build; empty in
 * the source, which means that there is none.
 */
export const workerSource: string = ''
