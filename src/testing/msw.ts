export { mockNetwork } from './msw/mockNetwork.js'
export type { MockFailure, MockOptions } from './msw/MockOptions.js'
export { createActiveStorageHandlers } from './msw/createActiveStorageHandlers.js'
export type { ActiveStorageFailure, ActiveStorageHandlersOptions } from './msw/createActiveStorageHandlers.js'
export { createFoirHandlers } from './msw/createFoirHandlers.js'
export type { FoirFailure, FoirHandlersOptions } from './msw/createFoirHandlers.js'
export { createGlueHandlers } from './msw/createGlueHandlers.js'
export type { GlueFailure, GlueHandlersOptions } from './msw/createGlueHandlers.js'
export { createInspectHandlers } from './msw/createInspectHandlers.js'
export type { InspectFailure, InspectHandlersOptions } from './msw/createInspectHandlers.js'
export { createIonHandlers } from './msw/createIonHandlers.js'
export type { IonFailure, IonHandlersOptions } from './msw/createIonHandlers.js'
export { createRestHandlers } from './msw/createRestHandlers.js'
export type { RestFailure, RestHandlersOptions } from './msw/createRestHandlers.js'
export { createVisibuildHandlers } from './msw/createVisibuildHandlers.js'
export type {
  VisibuildFailure,
  VisibuildHandlersOptions,
  VisibuildRecordFailure,
} from './msw/createVisibuildHandlers.js'
