export { createGlueBackend } from './glue/createGlueBackend.js'
export type { GlueFile } from './glue/GlueFile.js'
export type { GlueBackendOptions } from './glue/options.js'
export { useGlueBackend } from './glue/useGlueBackend.js'
