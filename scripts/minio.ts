import { buildMinio } from '../e2e/storage/minio/buildMinio.ts'
import { findMinio } from '../e2e/storage/minio/minioBinary.ts'

const found = findMinio()
if (found) {
  console.log(`MinIO is already installed: ${found}`)
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
  await buildMinio().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
