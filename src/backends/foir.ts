export { createFoirBackend } from './foir/createFoirBackend.js'
export type { FoirFile } from './foir/FoirFile.js'
export type { FoirBackendOptions } from './foir/options.js'
export { useFoirBackend } from './foir/useFoirBackend.js'
