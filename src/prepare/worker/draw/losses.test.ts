import { expect, it } from 'vitest'
import { findLosses } from './losses.js'

const find = (type: string, text: string): Promise<readonly string[]> => {
  const head = Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0)
  return findLosses(new Blob([head]), head, type)
}

const avif = '\0\0\0\u001cftypavif'
const heic = '\0\0\0\u0018ftypheic'

it.each([
  ['PQ in AVIF', 'image/avif', `${avif}colrnclx\0\t\0\u0010\0\t\u0080`],
  ['HLG in HEIC', 'image/heic', `${heic}colrnclx\0\t\0\u0012\0\t\u0080`],
  ['PQ in PNG', 'image/png', '\u0089PNGcICP\t\u0010\0\u0001'],
  ['a gain map in AVIF', 'image/avif', `${avif}infetmap`],
])('tells that %s is lost', async (_, type, text) => {
  expect(await find(type, text)).toEqual(['gain-map-lost'])
})

it.each([
  ['sRGB in AVIF', 'image/avif', `${avif}colrnclx\0\u0001\0\r\0\u0006\u0080`],
  ['Display P3 in PNG', 'image/png', '\u0089PNGcICP\u000c\r\0\u0001'],
  ['a HEIC without a film', 'image/heic', heic],
])('finds nothing that is lost in %s', async (_, type, text) => {
  expect(await find(type, text)).toEqual([])
})

it.each([
  ['HEIC', 'image/heic', `${heic}mdat\0\0\0\u0010mpvd\0\0\0\u0018ftypmp42`],
  ['JPEG', 'image/jpeg', '\u00ff\u00d8\u00ff\u00d9\0\0\0\u0018ftypisom'],
])('tells that the film of a %s is lost', async (_, type, text) => {
  expect(await find(type, text)).toEqual(['film-lost'])
})
