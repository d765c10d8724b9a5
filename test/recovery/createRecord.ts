import type { UploadRecord } from '../../src/contract/recovery.js'

/** The record of an upload that has only been added. */
export function createRecord(id: string, changes: Partial<UploadRecord> = {}): UploadRecord {
  return {
    id,
    scope: 'ann',
    backend: 'fake',
    idempotencyKey: `key-${id}`,
    name: `${id}.txt`,
    size: 5,
    type: 'text/plain',
    metadata: {},
    stage: 'inspecting',
    isPaused: false,
    ...changes,
  }
}
