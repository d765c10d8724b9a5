/**
 * What of the server half needs Node (or a runtime with Node's modules).
 * @packageDocumentation
 */
export { sqlite } from './node/sqlite/sqlite.js'
export type { SqliteOptions } from './node/sqlite/sqlite.js'
