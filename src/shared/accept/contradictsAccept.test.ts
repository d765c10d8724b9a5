import { describe, expect, it } from 'vitest'
import { contradictsAccept } from './contradictsAccept.js'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const dotx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.template'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

describe('contradictsAccept', () => {
  it.each([
    ['image/*', 'a.jpg', 'image/jpeg', 'application/pdf'],
    ['image/*', 'a.jpg', 'image/jpeg', 'text/html'],
    ['image/*', 'a.jpg', 'image/jpeg', 'application/zip'],
    ['image/*', 'a.svg', 'image/svg+xml', 'text/html'],
    ['image/jpeg', 'a.jpg', 'image/jpeg', 'image/png'],
    ['audio/*', 'a.mp3', 'audio/mpeg', 'video/mp4'],
    [docx, 'a.docx', docx, xlsx],
    ['application/pdf', 'a.pdf', 'application/pdf', 'application/zip'],
  ])('%j rejects %s of type %s with bytes of %s', (accept, name, type, sniffed) => {
    expect(contradictsAccept(accept, { name, type }, sniffed)).toBe(true)
  })

  it.each([
    ['image/*', 'a.jpg', 'image/jpeg', 'image/png'],
    ['.jpg', 'a.jpg', 'image/jpeg', 'application/pdf'],
    ['image/png,.heic', 'a.heic', '', 'image/heic'],
    ['image/png', 'a.png', 'image/png', undefined],
    ['audio/*', 'a.m4a', 'audio/x-m4a', 'video/mp4'],
    ['audio/mp4', 'a.m4a', 'audio/mp4', 'video/3gpp'],
    ['audio/x-m4a', 'a.m4a', 'audio/x-m4a', 'audio/mp4'],
    ['audio/*', 'a.3gp', 'audio/3gpp', 'video/3gpp'],
    ['audio/*', 'a.m4b', 'audio/x-m4b', 'video/mp4'],
    ['video/quicktime', 'a.mov', 'video/quicktime', 'video/mp4'],
    ['audio/*', 'voice.webm', 'audio/webm;codecs=opus', 'video/webm'],
    ['audio/*', 'a.mka', 'audio/x-matroska', 'video/x-matroska'],
    ['video/webm', 'a.webm', 'video/webm', 'video/x-matroska'],
    ['audio/*', 'a.wma', 'audio/x-ms-wma', 'video/x-ms-asf'],
    ['video/*', 'a.wmv', 'video/x-ms-wmv', 'video/x-ms-asf'],
    ['audio/*', 'a.ogg', 'audio/ogg', 'application/ogg'],
    ['audio/ogg', 'a.opus', 'audio/opus', 'audio/ogg'],
    ['audio/vnd.wave', 'a.wav', 'audio/x-wav', 'audio/wav'],
    ['audio/mp3', 'a.mp3', 'audio/mp3', 'audio/mpeg'],
    [docx, 'a.docx', docx, 'application/zip'],
    [docx, 'encrypted.docx', docx, 'application/x-cfb'],
    ['application/msword', 'a.doc', 'application/msword', 'application/x-cfb'],
    [dotx, 'a.dotx', dotx, docx],
    ['application/vnd.ms-word.document.macroEnabled.12', 'a', 'application/vnd.ms-word.document.macroenabled.12', docx],
    ['application/zip', 'a.zip', 'application/x-zip-compressed', docx],
    ['application/java-archive', 'a.jar', 'application/java-archive', 'application/zip'],
    ['application/x-rar', 'a.rar', 'application/x-rar-compressed', 'application/vnd.rar'],
    ['image/svg+xml', 'a.svg', 'image/svg+xml', 'text/xml'],
    ['image/svg+xml', 'a.svgz', 'image/svg+xml', 'application/gzip'],
    ['application/xhtml+xml', 'a.xhtml', 'application/xhtml+xml', 'text/html'],
    ['application/rss+xml', 'a.rss', 'application/rss+xml', 'text/xml'],
    ['text/plain', 'a.txt', 'text/plain', 'text/html'],
    ['text/markdown', 'README.md', 'text/markdown', 'text/html'],
    ['text/rtf', 'a.rtf', 'text/rtf', 'application/rtf'],
    ['application/json', 'a.json', 'application/json', undefined],
    ['image/heif', 'a.heic', 'image/heic', 'image/heic-sequence'],
    ['image/x-icon', 'a.ico', 'image/vnd.microsoft.icon', 'image/x-icon'],
    ['image/bmp', 'a.bmp', 'image/x-ms-bmp', 'image/bmp'],
    ['image/apng', 'a.apng', 'image/apng', 'image/png'],
    ['image/x-vendor', 'a.raw', 'image/x-vendor', 'application/zip'],
  ])('%j accepts %s of type %s with bytes of %s', (accept, name, type, sniffed) => {
    expect(contradictsAccept(accept, { name, type }, sniffed)).toBe(false)
  })

  describe('judges a file without a type', () => {
    it.each([
      ['image/*', 'a', '', 'image/heic', false],
      ['image/*', 'a', 'application/octet-stream', 'image/png', false],
      ['image/*', 'a', '', 'application/pdf', true],
      ['image/*', 'a', '', 'application/zip', true],
      ['image/jpeg', 'a', '', 'image/png', true],
      ['audio/*', 'a', '', 'video/webm', false],
      ['audio/*', 'a.ogg', 'application/ogg', 'audio/ogg', false],
      ['audio/*', 'a', '', 'image/png', true],
      [docx, 'a', '', 'application/zip', false],
    ])('by its bytes: %j for %s of type %j with bytes of %s is %s', (accept, name, type, sniffed, expected) => {
      expect(contradictsAccept(accept, { name, type }, sniffed)).toBe(expected)
    })

    it.each([
      ['image/*', 'a.heic', true],
      ['image/*,.heic', 'a.heic', false],
      ['image/*,.heic', 'a.HEIC ', false],
      ['image/*,application/octet-stream', 'a.bin', false],
      ['*/*', 'a', false],
      ['.bin', 'a.bin', false],
      ['', 'a', false],
    ])('by its name if they reveal no type: %j for %s is %s', (accept, name, expected) => {
      expect(contradictsAccept(accept, { name, type: 'application/octet-stream' }, undefined)).toBe(expected)
      expect(contradictsAccept(accept, { name, type: '' }, undefined)).toBe(expected)
    })
  })
})
