import type { Page } from '@playwright/test'
import { type DiskFile, sha256, type TestFile } from '../support/files.ts'
import type { Matches } from '../support/gate.ts'
import { expect } from '../support/test.ts'
import type { Traffic } from '../support/traffic.ts'

export const puts: Matches = ({ method }) => method === 'PUT'
export const posts: Matches = ({ method }) => method === 'POST'
export const preflights: Matches = ({ method }) => method === 'OPTIONS'

/** More times than anything is attempted. */
export const always = 100

/** Expects one record, and exactly the file's bytes in storage. */
export async function expectStoredOnce(traffic: Traffic, file: TestFile | DiskFile): Promise<void> {
  const expected = 'buffer' in file ? sha256(file.buffer) : await file.sha256()
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(expected)
}

/** Expects that nothing was registered and no confirm was sent. */
export function expectNothingRegistered(traffic: Traffic): void {
  expect(traffic.calls('confirm')).toEqual([])
  expect(traffic.records).toEqual([])
}

/** Returns the error of the only upload, as developers see it. */
export function readError(page: Page): Promise<{ readonly code: string; readonly message: string } | undefined> {
  return page.evaluate(() => {
    const [upload] = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads ?? []
    return upload?.status === 'failed' ? { code: upload.error.code, message: upload.error.message } : undefined
  })
}
