import type { Passing } from '../support/gate.ts'
import type { SharedStorage } from '../support/sharedStorage.ts'
import { type Site, startSite } from '../support/site.ts'
import { isSend } from '../support/proxy/requestLog.ts'
import { CallFaults } from './CallFaults.ts'
import type { SoakedApi } from './soakedApis.ts'
import { multipartAboveBytes, type PlannedFile } from './planLap.ts'

/** The site and storage, with the planned faults between them and the page. */
export class Faultline {
  readonly site: Site
  readonly shared: SharedStorage
  readonly #calls: CallFaults
  readonly #api: SoakedApi
  readonly #healed = new Set<string>()
  readonly #namesByKey = new Map<string, string>()

  private constructor(site: Site, shared: SharedStorage, calls: CallFaults, api: SoakedApi) {
    this.site = site
    this.shared = shared
    this.#calls = calls
    this.#api = api
  }

  static async start(shared: SharedStorage, api: SoakedApi): Promise<Faultline> {
    let site: Site | null = null
    const calls = new CallFaults((id) => site?.server.records.findUpload(id)?.announced.name)
    site = await startSite(shared, { multipartAboveBytes, partSizeBytes: 5 * 1024 ** 2, intercept: calls.intercept })
    return new Faultline(site, shared, calls, api)
  }

  get deliveredCallFaults(): number {
    return this.#calls.delivered
  }

  /** Sets up the faults planned for a file. */
  arm({ name, plannedFault }: PlannedFile): void {
    if (plannedFault?.send) {
      const { fault, times } = plannedFault.send
      const isHealable = times === 'until-healed'
      this.shared.proxy.failNext(
        (passing) => this.nameOf(passing) === name && !(isHealable && this.#healed.has(name)),
        fault,
        isHealable ? Number.POSITIVE_INFINITY : times,
      )
    }
    if (plannedFault?.call) this.#armCall(name, plannedFault.call)
  }

  /** Removes the faults of a file. From now on it must not fail. */
  heal(name: string): void {
    this.#healed.add(name)
  }

  /** Returns the name of the file whose bytes a request carries. */
  nameOf(passing: Passing): string | undefined {
    if (!isSend(passing)) return undefined
    const key = passing.path.split('/').slice(2).join('/')
    const known = this.#namesByKey.get(key)
    if (known !== undefined) return known
    const name = this.site.server.records.findUploadByKey(key)?.announced.name
    if (name !== undefined) this.#namesByKey.set(key, name)
    return name
  }

  /** In a gathered call, only the server itself can refuse a single file. */
  #armCall(name: string, planned: NonNullable<NonNullable<PlannedFile['plannedFault']>['call']>): void {
    const { call, fault, times } = planned
    if (fault.kind === 'refuse' && this.#api.refusesMembers) {
      const { status, code, retryAfterSeconds } = fault
      const action = {
        kind: 'answer',
        status,
        code,
        ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      } as const
      this.site.server.faults.add({ call, name, times, action })
    } else this.#calls.add(name, planned)
  }
}
