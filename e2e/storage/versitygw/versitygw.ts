import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findPort } from '../listen.ts'
import type { StorageProgram } from '../program/startStorageProgram.ts'
import { defaultRegion, localCredentials } from '../storage.ts'

const version = '1.8.0'

export const versitygw: StorageProgram = {
  kind: 'versitygw',
  title: 'versitygw',
  module: `github.com/versity/versitygw/cmd/versitygw@v${version}`,
  fileName: 'versitygw',
  cachedAs: `versitygw-${version}`,
  // Another version may answer differently, and the expectations are for this one.
  mayBeOnPath: false,
  oldestGo: '1.25.0',
  packages: 440,
  command: 'npm run versitygw',
  portTaken: /address already in use/i,
  prepare: async (folder) => {
    const [data, metadata] = [join(folder, 'data'), join(folder, 'metadata')]
    for (const name of [data, metadata]) await mkdir(name, { recursive: true })
    const address = `127.0.0.1:${await findPort()}`
    // Nobody else answers at this path, so that a program that took the port is not mistaken for this one.
    const healthPath = `/health-${randomUUID()}`
    const general = ['--port', address, '--region', defaultRegion, '--health', healthPath, '--quiet', '--keep-alive']
    return {
      // Without `--sidecar`, it needs a file system with extended attributes, which temporary folders often lack.
      args: [...general, '--cors-allow-origin', '*', 'posix', '--sidecar', metadata, data],
      env: { ROOT_ACCESS_KEY: localCredentials.accessKeyId, ROOT_SECRET_KEY: localCredentials.secretAccessKey },
      endpoint: () => `http://${address}`,
      healthPath,
    }
  },
}
