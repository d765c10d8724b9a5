import type { Metadata } from '../../contract/json.js'
import { type IonBackendOptions, isEntityId } from './options.js'

/** Returns the entity to attach a file to. The upload's metadata takes precedence over the backend's option. */
export function entityIdOf({ entityId }: Metadata, fallback: IonBackendOptions['entityId']): string | undefined {
  const id = isEntityId(entityId) ? entityId : fallback
  return id === undefined ? undefined : String(id)
}
