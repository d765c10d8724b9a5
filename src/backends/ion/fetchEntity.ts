import { UploadError } from '../../errors/UploadError.js'
import { createHttpClient } from '../http/createHttpClient.js'
import { graphql } from '../http/graphql.js'
import { readObject, type Unread } from '../http/shape.js'
import type { IonEntityField } from './entityFields.js'
import type { IonBackendOptions } from './options.js'
import { readId, readIonError } from './protocol.js'

/** Asks ION for the entity of a run step, part, … */
export async function fetchEntity(
  options: Pick<IonBackendOptions, 'endpoint' | 'headers' | 'fetch' | 'credentials' | 'timeoutMs'>,
  field: IonEntityField,
  id: string | number,
  signal: AbortSignal,
): Promise<string> {
  const data = await graphql(createHttpClient(options), {
    label: `the entity of the ${field}`,
    url: options.endpoint,
    query: writeEntityQuery(field),
    variables: { id },
    context: { signal },
    readError: readIonError,
  })
  return readEntity(data, field)
}

function writeEntityQuery(field: IonEntityField): string {
  return `query EntityOf($id: ID!) {
  ${field}(id: $id) {
    id
    entity {
      id
    }
  }
}`
}

function readEntity(data: Unread, field: IonEntityField): string {
  if (data[field] === null) throw new UploadError('not-found', `ION has no ${field} with this id.`)
  const target = readObject(data[field], field)
  return readId(readObject(target['entity'], `${field}.entity`)['id'], `${field}.entity.id`)
}
