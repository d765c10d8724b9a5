import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { RunContext } from '../RunContext.js'
import { Outages } from './Outages.js'

/** The outages of an uploader's servers, from its first failure on. */
export function startOutages<TFile extends StoredFile>(context: RunContext<TFile>): Outages<TFile> {
  const { ports, scheduler, servers } = context
  // A server of this backend went down, was probed in vain, or is back: the rows show what they wait for.
  const onChange = (backend: UploadBackend): void => {
    const { lines } = scheduler
    for (const waiter of lines.waitingForServers()) if (waiter.active.backend === backend) lines.show(waiter)
    scheduler.wake()
  }
  servers.outages ??= new Outages(ports, servers, onChange)
  return servers.outages
}
