import type { Metadata } from '../../contract/json.js'
import { type IonBackendOptions, isEntityId } from './options.js'

/** The entity that a file is attached to: the upload's own metadata comes first. */
export function entityIdOf({ entityId }: Metadata, fallback: IonBackendOptions['entityId']): string | undefined {
  const id = isEntityId(entityId) ? entityId : fallback
  return id === undefined ? undefined : String(id)
}
