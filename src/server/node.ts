/**
 * The parts of the server half that need Node, or a runtime with Node's modules.
 * @packageDocumentation
 */
export { sqlite } from './node/sqlite/sqlite.js'
export type { SqliteOptions } from './node/sqlite/sqlite.js'
export { sharpPreviews } from './node/previews/sharpPreviews.js'
export type { SharpPreviewsOptions } from './node/previews/sharpPreviews.js'
export { toNodeHandler } from './node/handler/toNodeHandler.js'
export type { FastifyLikeReply, FastifyLikeRequest, NodeHandler, NodeRequest } from './node/handler/toNodeHandler.js'
