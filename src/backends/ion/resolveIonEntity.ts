import { LazyCalls } from '../LazyCalls.js'
import { entityFields, type IonEntityField } from './entityFields.js'
import { type IonBackendOptions, isEntityId } from './options.js'

/** One thing that files can be attached to, by its own id: `{ runStep: 17 }`. */
export type IonEntityTarget = {
  readonly [Field in IonEntityField]: { readonly [K in Field]: string | number }
}[IonEntityField]

/**
 * The id under which files are attached to a run step, run, procedure, procedure step, part or run step field. It is
 * not the thing's own id: a file registered under that shows nowhere.
 *
 * @throws {TypeError} when the target names none of them
 * @throws {UploadError} 'not-found' when ION does not know the target
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
