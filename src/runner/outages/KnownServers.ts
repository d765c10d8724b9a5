import type { UploadBackend } from '../../contract/backend.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { ServerKind } from '../../contract/ports/servers.js'
import type { SendContext, SendOutcome, SendRequest } from '../../contract/ports/transport.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { isGatewayStatus } from './isGatewayStatus.js'
import type { Outages } from './Outages.js'

/** How often the API and the storage of a backend have answered. */
type AnswerCounts = Readonly<Record<ServerKind, number>>

/** A transfer whose bytes have moved for this long has reached its storage: no send buffer takes bytes for so long. */
const steadyMs = 5_000

/**
 * Sends bytes to storage, and notes which servers answer. After a failure that shows whether a server is down or the file
 * is at fault, so it has to be noted from the first attempt on. `Outages` draws the conclusions, and its code comes with
 * the first failure.
 */
export class KnownServers<TFile extends StoredFile> {
  /** null: nothing has failed so far, so no server counts as down. */
  outages: Outages<TFile> | null = null
  readonly #ports: Pick<Ports, 'clock' | 'servers' | 'transport'>
  readonly #answers = new WeakMap<UploadBackend, AnswerCounts>()
  /** What the counts were when the current attempt of an upload started. */
  readonly #atStart = new WeakMap<ActiveUpload<TFile>, AnswerCounts>()

  constructor(ports: Pick<Ports, 'clock' | 'servers' | 'transport'>) {
    this.#ports = ports
  }

  /**
   * An attempt starts. For an upload that has found a server down, the answers since that attempt still count: if others
   * pass and it does not, the fault is its own.
   */
  startAttempt(active: ActiveUpload<TFile>): void {
    const hasFoundOutage = this.outages?.startAttempt(active)
    if (!hasFoundOutage) this.#atStart.set(active, this.#of(active.backend))
  }

  recordAnswer(backend: UploadBackend, kind: ServerKind): void {
    this.#ports.servers.add(backend, kind)
    const counts = this.#of(backend)
    this.#answers.set(backend, { ...counts, [kind]: counts[kind] + 1 })
    this.outages?.recordAnswer(backend, kind)
  }

  /** Whether a server has answered anybody since the attempt of an upload started. */
  hasAnsweredSince(active: ActiveUpload<TFile>, kind: ServerKind): boolean {
    const before = this.#atStart.get(active)
    return before !== undefined && this.#of(active.backend)[kind] > before[kind]
  }

  /** Sends bytes, and notes whether storage answers. */
  async send(active: ActiveUpload<TFile>, request: SendRequest, context: SendContext): Promise<SendOutcome> {
    const { clock, transport } = this.#ports
    const startedAt = clock.now()
    const recordAnswer = (): void => {
      this.outages?.recordProgress(active)
      this.recordAnswer(active.backend, 'storage')
    }
    const onProgress = (sentBytes: number): void => {
      // Each time, because an attempt of another file that starts and fails meanwhile is then not the server's fault.
      if (sentBytes > 0 && clock.now() - startedAt >= steadyMs) recordAnswer()
      context.onProgress(sentBytes)
    }
    const outcome = await transport.send(request, { ...context, onProgress })
    if (isAnswer(outcome)) recordAnswer()
    return outcome
  }

  #of(backend: UploadBackend): AnswerCounts {
    return this.#answers.get(backend) ?? { api: 0, storage: 0 }
  }
}

/** Whether storage itself answered, and no gateway in its place. */
function isAnswer(outcome: SendOutcome): boolean {
  return outcome.kind === 'stored' || (outcome.kind === 'refused' && !isGatewayStatus(outcome.refusal.status))
}
