export { mockNetwork } from './msw/mockNetwork.js'
export type { MockFailure, MockOptions } from './msw/MockOptions.js'
export { createActiveStorageHandlers } from './msw/handlers/createActiveStorageHandlers.js'
export type { ActiveStorageFailure, ActiveStorageHandlersOptions } from './msw/handlers/createActiveStorageHandlers.js'
export { createFoirHandlers } from './msw/handlers/createFoirHandlers.js'
export type { FoirFailure, FoirHandlersOptions } from './msw/handlers/createFoirHandlers.js'
export { createGlueHandlers } from './msw/handlers/createGlueHandlers.js'
export type { GlueFailure, GlueHandlersOptions } from './msw/handlers/createGlueHandlers.js'
export { createInspectHandlers } from './msw/handlers/createInspectHandlers.js'
export type { InspectFailure, InspectHandlersOptions } from './msw/handlers/createInspectHandlers.js'
export { createIonHandlers } from './msw/handlers/createIonHandlers.js'
export type { IonFailure, IonHandlersOptions } from './msw/handlers/createIonHandlers.js'
export { createRestHandlers } from './msw/handlers/createRestHandlers.js'
export type { RestFailure, RestHandlersOptions } from './msw/handlers/createRestHandlers.js'
export { createVisibuildHandlers } from './msw/handlers/createVisibuildHandlers.js'
export type {
  VisibuildFailure,
  VisibuildHandlersOptions,
  VisibuildRecordFailure,
} from './msw/handlers/createVisibuildHandlers.js'
