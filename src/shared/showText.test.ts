import { describe, expect, it } from 'vitest'
import { nameInSentence, showName, showText } from './showText.js'

describe('showName', () => {
  it.each([
    ['an override', 'photo\u202Egpj.exe', 'photo\uFFFDgpj.exe'],
    ['an isolate', 'a\u2067b\u2069.png', 'a\uFFFDb\uFFFD.png'],
    ['marks of direction', 'a\u200E\u200F\u061C.png', 'a.png'],
    ['line breaks', 'a.png\n\u2028\u2029\u0085.exe', 'a.png .exe'],
    ['control characters', 'a\u0000\u001B[31m\u007Fb.png', 'a [31m b.png'],
    ['characters without width', 'a\u200B\u2060\uFEFF\u00AD\u180E.png', 'a.png'],
    ['blank letters', 'a.png\u3164\u3164\u115F\u1160\uFFA0\u2800.exe', 'a.png .exe'],
    ['many spaces', `a.png${' '.repeat(300)}.exe`.slice(0, 250) + '.exe', 'a.png .exe'],
    ['wide spaces', 'a.png\u3000\u3000\u00A0\u2003.exe', 'a.png .exe'],
    ['a pile of marks', `a${'\u0301'.repeat(50)}.png`, `a${'\u0301'.repeat(4)}.png`],
    ['half a character', 'a\uD800.png', 'a\uFFFD.png'],
    ['spaces around it', ' a.png ', 'a.png'],
    ['blanks alone', '\u3164', '\uFFFD'],
    ['hidden letters', 'a\u{E0065}\u{E0078}\u{E0065}.png', 'a.png'],
  ])('does not let %s mislead', (_, name, shown) => {
    expect(showName(name)).toBe(shown)
  })

  it.each([
    'Räksmörgås (1).jpg',
    'صورة العائلة.jpg',
    'תמונה 2.png',
    'می‌خواهم.pdf',
    '👩‍👩‍👧 family ❤️.png',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} Scotland.png',
    '写真　'.trim() + '.png',
    '한글 파일.hwp',
    'நண்பன்.txt',
    'Việt Nam.doc',
  ])('shows %s as it is', (name) => {
    expect(showName(name)).toBe(name)
  })

  it('keeps the end of a name that is too long to be shown', () => {
    const shown = showName(`${'x'.repeat(5000)}.exe`)
    expect(shown).toHaveLength(257)
    expect(shown).toMatch(/^x+…x+\.exe$/)
  })
})

describe('nameInSentence', () => {
  it('isolates a name that runs from right to left, and no other', () => {
    expect(nameInSentence('תמונה.png')).toBe('\u2068תמונה.png\u2069')
    expect(nameInSentence('a.png')).toBe('a.png')
  })
})

it("puts a server's words on one line", () => {
  expect(showText('No.\r\n\tRetry \u202E later')).toBe('No. Retry \uFFFD later')
})
