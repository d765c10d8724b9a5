import { expect, it } from 'vitest'
import { joinUrl } from './joinUrl.js'

it.each([
  ['/own', 'files', '/own/files'],
  ['/own', '/files', '/own/files'],
  ['/own/', 'files', '/own/files'],
  ['/own//', '//files', '/own/files'],
  ['', 'files', '/files'],
  ['', '/files', '/files'],
  ['/', 'files', '/files'],
  ['own', 'files', 'own/files'],
  ['https://api.example', 'files', 'https://api.example/files'],
  ['https://api.example/v1/', '/files/7', 'https://api.example/v1/files/7'],
  ['/own?tenant=1', 'files', '/own/files?tenant=1'],
  ['/own/?tenant=1#top', '/files?limit=2', '/own/files?tenant=1&limit=2'],
  ['/own', '', '/own'],
  ['/own', '?limit=2', '/own?limit=2'],
])('joins %j and the path %j with one slash: %j', (base, path, url) => {
  expect(joinUrl(base, path)).toBe(url)
})
