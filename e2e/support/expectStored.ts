import { expect } from '@playwright/test'
import type { Traffic } from './traffic.ts'

/** One call asked for a ticket, one confirmed the file, and storage has its bytes. */
export async function expectStored(traffic: Traffic, name: string, hash: string): Promise<void> {
  expect(traffic.records.map((file) => file.name)).toEqual([name])
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(hash)
  expect(traffic.calls('tickets')).toHaveLength(1)
  expect(traffic.calls('confirm')).toHaveLength(1)
}
