import { aFlag } from '../../shared/options/checkFields.js'
import { aFilledText, aTimeAboveZero, checkAdapterOptions, type OwnRules } from '../checkAdapterOptions.js'
import type { HttpOptions } from '../http/HttpClient.js'

/** How `createIonBackend` is set up. */
export interface IonBackendOptions extends HttpOptions {
  /**
   * The GraphQL API of the region that the organization is in; `docs/backends/ion.md` lists them.
   * @example endpoint: 'https://api.firstresonance.io/graphql'
   */
  readonly endpoint: string
  /**
   * Whose files these are: environment, tenant, user; no secret.
   * @example scope: `ion:${organization.id}`
   */
  readonly scope?: string
  /**
   * What the files are attached to, where no upload says otherwise in its metadata (`{ entityId }`). The *entity's* id,
   * which is not the id of the run, step or part itself: `resolveIonEntity` asks for it.
   */
  readonly entityId?: string | number
  /**
   * Whether storage's ETag is the MD5 of the bytes, so that it is held against the file's own. ION is told nothing else
   * by which damage could be found. Assumption: ION's storage encrypts without KMS; with KMS set this to false.
   * @default true
   */
  readonly etagIsMd5?: boolean
  /**
   * How long a `downloadUrl` is good for, seconds. Assumption: ION says "time-bound" and gives no number.
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

/** @throws {TypeError} naming the option that is wrong */
export function checkIonOptions(options: IonBackendOptions): void {
  checkAdapterOptions('createIonBackend', options, rules)
}

/** ION's ids are numbers; GraphQL writes them as texts, too. */
export function isEntityId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))
}
