import { checkCommonOptions, checkFlag, checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

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

const maker = 'createIonBackend'

/** @throws {TypeError} naming the option that is wrong */
export function checkIonOptions(options: IonBackendOptions): void {
  const { endpoint, entityId, etagIsMd5, downloadUrlExpiresInSeconds: expires } = options
  const isEndpoint = typeof endpoint === 'string' && endpoint !== ''
  checkOption(isEndpoint, maker, 'endpoint', 'the URL of the GraphQL API', endpoint)
  checkCommonOptions(maker, options)
  checkOption(entityId === undefined || isEntityId(entityId), maker, 'entityId', 'the id of an entity', entityId)
  checkFlag(maker, 'etagIsMd5', etagIsMd5)
  const isTime = expires === undefined || (typeof expires === 'number' && expires > 0)
  checkOption(isTime, maker, 'downloadUrlExpiresInSeconds', 'a number above 0', expires)
}

/** ION's ids are numbers; GraphQL writes them as texts, too. */
export function isEntityId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))
}
