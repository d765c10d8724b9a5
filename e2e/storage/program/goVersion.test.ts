import { expect, it } from 'vitest'
import { canBuildWith } from './goVersion.ts'

it.each([
  ['go1.26.8', 'auto', true],
  ['go1.24.8', 'local', true],
  ['go1.25', 'local', true],
  ['go1.24.4', 'local', false],
  ['go1.24.4', 'auto', true],
  ['go1.21.0', 'auto', true],
  ['go1.19.8', '', false],
  ['', '', false],
])('%s with toolchain "%s": %s', (version, toolchain, can) => {
  expect(canBuildWith({ version, toolchain, oldest: '1.24.8' })).toBe(can)
})
