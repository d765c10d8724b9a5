export { createActiveStorageBackend } from './active-storage/createActiveStorageBackend.js'
export type { ActiveStorageFile } from './active-storage/ActiveStorageFile.js'
export type { ActiveStorageBackendOptions } from './active-storage/options.js'
export { useActiveStorageBackend } from './active-storage/useActiveStorageBackend.js'
