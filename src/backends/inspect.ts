export { createInspectBackend } from './inspect/createInspectBackend.js'
export type { InspectFile } from './inspect/InspectFile.js'
export type { InspectBackendOptions } from './inspect/options.js'
export { useInspectBackend } from './inspect/useInspectBackend.js'
