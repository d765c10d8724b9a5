import type { StoredFile } from '../../contract/storedFile.js'
import type { RunContext } from '../RunContext.js'
import { Outages } from './Outages.js'

/** The outages of an uploader's servers, from its first failure on. */
export function startOutages<TFile extends StoredFile>({
  ports,
  scheduler,
  servers,
}: RunContext<TFile>): Outages<TFile> {
  servers.outages ??= new Outages(ports, servers, (backend) => scheduler.serversChanged(backend))
  return servers.outages
}
