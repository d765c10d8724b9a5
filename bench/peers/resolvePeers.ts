import { join } from 'node:path'
import type { Plugin } from 'vite'
import { peerVersions } from './peers.ts'

/** Lets pages import the peers, which are not among the dependencies of the repository. */
export function resolvePeers(folder: string): Plugin {
  const importer = join(folder, 'package.json')
  return {
    name: 'resolve-peers',
    enforce: 'pre',
    resolveId(source) {
      return Object.hasOwn(peerVersions, source) ? this.resolve(source, importer, { skipSelf: true }) : null
    },
  }
}
