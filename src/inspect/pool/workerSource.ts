/**
 * The built worker's code, for a blob worker where its file cannot be loaded. The library build fills it in; here,
 * empty means that there is none.
 */
export const workerSource: string = ''
