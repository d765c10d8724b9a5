import { expect, it } from 'vitest'
import { isKnownType } from '../../../shared/mime/mimeKin.js'
import { signatures } from './signatures.js'

it.each([...signatures.map(([, type]) => type), 'application/zip', 'text/html', 'text/xml', 'image/svg+xml'])(
  'returns only types that the table of related types contains: %s',
  (type) => {
    expect(isKnownType(type)).toBe(true)
  },
)
