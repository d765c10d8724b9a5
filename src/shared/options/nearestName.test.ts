import { expect, it } from 'vitest'
import { nearestName } from './nearestName.js'

const restrictions = [
  'accept',
  'maxSizeBytes',
  'minSizeBytes',
  'maxFiles',
  'maxTotalBytes',
  'maxPixels',
  'minWidth',
  'minHeight',
  'overflow',
  'check',
]
const rest = ['url', 'headers', 'fetch', 'credentials', 'timeoutMs', 'scope', 'digest', 'sharesFiles']

it.each([
  ['maxSize', restrictions, 'maxSizeBytes'],
  ['maxFileSize', restrictions, 'maxSizeBytes'],
  ['max_size_bytes', restrictions, 'maxSizeBytes'],
  ['maxNumberOfFiles', restrictions, 'maxFiles'],
  ['maxfiles', restrictions, 'maxFiles'],
  ['maxTotalFileSize', restrictions, 'maxTotalBytes'],
  ['minSize', restrictions, 'minSizeBytes'],
  ['acept', restrictions, 'accept'],
  ['header', rest, 'headers'],
  ['baseUrl', rest, 'url'],
  ['timeout', rest, 'timeoutMs'],
])('recognises %s as a typing error', (name, known, meant) => {
  expect(nearestName(name, known)).toBe(meant)
})

it.each([
  ['onProgress', restrictions],
  ['endpoint', rest],
  ['', rest],
  ['a'.repeat(100_000), rest],
])('suggests nothing if no name is similar', (name, known) => {
  expect(nearestName(name, known)).toBeUndefined()
})
