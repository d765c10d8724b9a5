import { describe, expect, it } from 'vitest'
import { matchesAccept } from './accept.js'

describe('matchesAccept', () => {
  it.each([
    ['', 'a.txt', 'text/plain', true],
    ['image/*', 'a.png', 'image/png', true],
    ['image/*', 'a.txt', 'text/plain', false],
    ['image/png', 'a.png', 'image/png', true],
    ['image/jpeg', 'a.jpg', 'image/jpg', true],
    ['image/*', 'a.pdf', 'application/pdf', false],
    ['application/x-rar', 'a.rar', 'application/vnd.rar', true],
    ['text/xml', 'a.xml', 'application/xml', true],
    ['audio/midi', 'a.mid', 'audio/mid', true],
    ['.PDF', 'a.pdf', '', true],
    ['.pdf', 'a.pdf.exe', 'application/pdf', false],
    ['.heic, image/png', 'IMG.HEIC', '', true],
    ['*/*', 'a', '', true],
    ['image', 'a.png', 'image/png', false],
    ['audio/*', 'a.mp4', 'video/mp4', false],
  ])('%j for %s of type %j is %s', (accept, name, type, expected) => {
    expect(matchesAccept(accept, { name, type })).toBe(expected)
  })

  it.each([
    ['IMG_0001.HEIC', ''],
    ['screenshot', ''],
    ['photo.png ', ''],
    ['a', 'application/octet-stream'],
    ['a', 'binary/octet-stream; x=y'],
    ['a', 'picture'],
  ])('accepts %j of type %j if the list names types, until its bytes are read', (name, type) => {
    expect(matchesAccept('image/*', { name, type })).toBe(true)
    expect(matchesAccept('.jpg,.png2', { name, type })).toBe(false)
  })

  it('accepts what may be video or audio, until its bytes are read', () => {
    expect(matchesAccept('audio/*', { name: 'a.ogg', type: 'application/ogg' })).toBe(true)
  })

  it.each(['a.pdf ', 'a.pdf.', 'a.PDF. \u3000.\n'])('reads the extension of %j without what follows it', (name) => {
    expect(matchesAccept('.pdf', { name, type: '' })).toBe(true)
  })
})
