import type { StorageProgram } from '../program/startStorageProgram.ts'
import { defaultRegion, localCredentials } from '../storage.ts'

export const minio: StorageProgram = {
  kind: 'minio',
  title: 'MinIO',
  // The last commit of the repository, which has no more releases. It is not tagged for the module proxy.
  module: 'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c',
  fileName: 'minio',
  cachedAs: 'minio',
  mayBeOnPath: true,
  oldestGo: '1.24.8',
  packages: 1280,
  command: 'npm run minio',
  portTaken: /port is already in use/i,
  prepare: (dataFolder) =>
    Promise.resolve({
      // It chooses a port itself, because a port found for it could be taken before it listens.
      args: ['server', '--address', '127.0.0.1:0', dataFolder],
      env: {
        MINIO_ROOT_USER: localCredentials.accessKeyId,
        MINIO_ROOT_PASSWORD: localCredentials.secretAccessKey,
        MINIO_SITE_REGION: defaultRegion,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
      },
      // From its own output, because another program may answer on a port that it did not get.
      endpoint: (output) => /^API: (http:\/\/127\.0\.0\.1:\d+)/m.exec(output)?.[1],
      // Only `/cluster` waits for the storage layer; `/live` and `/ready` answer 200 too early.
      healthPath: '/minio/health/cluster',
    }),
}
