import { checkOption } from '../checkOption.js'
import type { HttpOptions } from '../http.js'

/** How `createIonBackend` is set up. */
export interface IonBackendOptions extends HttpOptions {
  /** @example endpoint: 'https://api.firstresonance.io/graphql' */
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
export function checkIonOptions({
  endpoint,
  entityId,
  etagIsMd5,
  downloadUrlExpiresInSeconds: expires,
}: IonBackendOptions): void {
  checkOption(
    typeof endpoint === 'string' && endpoint !== '',
    maker,
    'endpoint',
    'the URL of the GraphQL API',
    endpoint,
  )
  const isId =
    entityId === undefined || (typeof entityId === 'string' && entityId !== '') || typeof entityId === 'number'
  checkOption(isId, maker, 'entityId', 'the id of an entity', entityId)
  checkOption(etagIsMd5 === undefined || typeof etagIsMd5 === 'boolean', maker, 'etagIsMd5', 'true or false', etagIsMd5)
  checkOption(expires === undefined || expires > 0, maker, 'downloadUrlExpiresInSeconds', 'a number above 0', expires)
}
