import { expect, it } from 'vitest'
import { UploadError } from '../../../errors/UploadError.ts'
import { arGallery } from '../../../locales/gallery/ar.ts'
import { ar } from '../../../locales/ar.ts'
import { describeRefusal } from './describeRefusal.ts'

it('keeps the words of the server in their own order, whatever the language around them', () => {
  const error = new UploadError('forbidden', 'status 403', { serverText: 'Only Ann may delete this.' })
  expect(describeRefusal(error, ar, arGallery)).toContain('\u2068Only Ann may delete this.\u2069')
})
