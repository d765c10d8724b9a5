import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, aTimeAboveZero, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** The options of `createIonBackend`. */
export interface IonBackendOptions extends HttpOptions {
  /**
   * The URL of the GraphQL API in your organization's region. `docs/backends/ion.md` lists the regions.
   * @example endpoint: 'https://api.firstresonance.io/graphql'
   */
  readonly endpoint: string
  /**
   * Identifies the environment, the tenant and the user whose files these are. Must not contain a secret.
   * @example scope: `ion:${organization.id}`
   */
  readonly scope?: string
  /**
   * The entity for files whose metadata names none (`{ entityId }`). The *entity's* id differs from the id of the run,
   * step or part; `resolveIonEntity` looks it up.
   */
  readonly entityId?: string | number
  /**
   * Whether storage's ETag is the MD5 of the bytes, so that the two are compared. ION gets no digest, so nothing else
   * detects damage. Assumption: ION's storage does not encrypt with KMS; if it does, set this to false.
   * @default true
   */
  readonly etagIsMd5?: boolean
  /**
   * How long a `downloadUrl` is valid, in seconds. The default is an assumption, because ION only says "time-bound".
   * @default 60
   */
  readonly downloadUrlExpiresInSeconds?: number
}

const rules: OwnRules<IonBackendOptions> = {
  endpoint: aFilledText('the URL of the GraphQL API', true),
  entityId: [isEntityId, 'the id of an entity'],
  etagIsMd5: aFlag,
  downloadUrlExpiresInSeconds: aTimeAboveZero,
}

/** @throws {TypeError} if an option is wrong. The message names it. */
export function checkIonOptions(options: IonBackendOptions): void {
  checkAdapterOptions('createIonBackend', options, rules)
}

/** ION's ids are numbers, which GraphQL may also write as texts. */
export function isEntityId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))
}
