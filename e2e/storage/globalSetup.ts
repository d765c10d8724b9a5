import type { TestProject } from 'vitest/node'
import { openStorage } from './openStorage.ts'

/**
 * Starts one storage for all test files and names it with S3_ENDPOINT. Starting a MinIO for each of them would take most
 * of the time, and building MinIO takes longer than a test may.
 */
export async function setup({ config }: TestProject): Promise<() => Promise<void>> {
  // Vitest sets a project's variables only where its tests run.
  Object.assign(process.env, config.env)
  const storage = await openStorage({ require: 'program' })
  process.env['S3_ENDPOINT'] = storage.endpoint
  process.env['S3_ACCESS_KEY'] = storage.credentials.accessKeyId
  process.env['S3_SECRET_KEY'] = storage.credentials.secretAccessKey
  process.env['S3_BUCKET'] = storage.bucket
  process.env['S3_REGION'] = storage.region
  return () => storage.stop()
}
