import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readOptions } from '../../src/recovery/options.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../docs/recovery.md'), 'utf8')
const mebibyte = 1024 ** 2
const dayMs = 24 * 60 * 60 * 1000

it('the guide to recovery states the default of every option', () => {
  const { databaseName, keepFilesUpToBytes, keepAllUpToBytes, expiresAfterMs } = readOptions({}, () => undefined)
  const [, table = ''] = guide.split('\n## Options\n')
  const stated = Array.from(table.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm), ([, name, value]) => [name, value])
  expect(stated).toEqual([
    ['databaseName', `\`'${databaseName}'\``],
    ['keepFilesUpToBytes', `${keepFilesUpToBytes / mebibyte} MiB`],
    ['keepAllUpToBytes', `${keepAllUpToBytes / mebibyte} MiB`],
    ['expiresAfterMs', `${expiresAfterMs / dayMs} days`],
    ['onUnavailable', 'one `console.warn`'],
  ])
})
