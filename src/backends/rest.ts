export { createRestBackend } from './rest/index.js'
export type { HeadersAsk, HeadersSource, RestBackendOptions, RestFile } from './rest/index.js'
export { useRestBackend } from './rest/useRestBackend.js'
