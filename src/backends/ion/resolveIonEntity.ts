import { LazyCalls } from '../LazyCalls.js'
import { entityFields, type IonEntityField } from './entityFields.js'
import { type IonBackendOptions, isEntityId } from './options.js'

/** The kind and id of something that files can be attached to: `{ runStep: 17 }`. */
export type IonEntityTarget = {
  readonly [Field in IonEntityField]: { readonly [K in Field]: string | number }
}[IonEntityField]

/**
 * Looks up the entity id for attaching files to a run step, run, procedure, procedure step, part or run step field. It
 * differs from the target's own id: a file that is registered under that is not shown anywhere.
 *
 * @throws {TypeError} if the target is not the id of exactly one of these
 * @throws {UploadError} 'not-found' if ION does not know the target, or with another code if the call fails
 * @example const entityId = await resolveIonEntity({ endpoint, headers }, { runStep: 17 })
 */
export async function resolveIonEntity(
  options: Pick<IonBackendOptions, 'endpoint' | 'headers' | 'fetch' | 'credentials' | 'timeoutMs'>,
  target: IonEntityTarget,
  { signal = new AbortController().signal }: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  const entries = Object.entries(target)
  const [entry] = entries
  const field = entityFields.find((known) => known === entry?.[0])
  if (!entry || !field || entries.length !== 1 || !isEntityId(entry[1])) {
    throw new TypeError(`resolveIonEntity: the target must be the id of one of ${entityFields.join(', ')}.`)
  }
  return entityCalls.fetchEntity(options, field, entry[1], signal)
}

const entityCalls = new LazyCalls(() => import('./fetchEntity.js')).pick('fetchEntity')
