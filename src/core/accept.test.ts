import { describe, expect, it } from 'vitest'
import { contradictsAccept, matchesAccept } from './accept.js'

describe('matchesAccept', () => {
  it.each([
    ['', 'a.txt', 'text/plain', true],
    ['image/*', 'a.png', 'image/png', true],
    ['image/*', 'a.txt', 'text/plain', false],
    ['image/png', 'a.png', 'image/png', true],
    ['image/jpeg', 'a.jpg', 'image/jpg', true],
    ['.PDF', 'a.pdf', '', true],
    ['.pdf', 'a.pdf.exe', 'application/pdf', false],
    ['.heic, image/png', 'IMG.HEIC', '', true],
    ['*/*', 'a', '', true],
    ['image/*', 'a', '', false],
    ['image', 'a.png', 'image/png', false],
  ])('%j for %s of type %j is %s', (accept, name, type, expected) => {
    expect(matchesAccept(accept, { name, type })).toBe(expected)
  })
})

describe('contradictsAccept', () => {
  it.each([
    ['image/*', 'a.jpg', 'application/pdf', true],
    ['image/jpeg', 'a.jpg', 'image/png', true],
    ['image/*', 'a.jpg', 'image/png', false],
    ['.jpg', 'a.jpg', 'application/pdf', false],
    ['image/png,.heic', 'a.heic', 'image/heic', false],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a.docx', 'application/zip', false],
  ])('%j for %s with bytes of %s is %s', (accept, name, sniffed, expected) => {
    expect(contradictsAccept(accept, name, sniffed)).toBe(expected)
  })
})
