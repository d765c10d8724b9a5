import { describe, expect, it } from 'vitest'
import { childrenOf, escapeXml, readXml, textOf } from './readXml.js'

const listing = `<?xml version="1.0" encoding="UTF-8"?>
<ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <!-- <Part/> -->
  <Key>a &amp; b&#39;&lt;c&gt;</Key><Empty/><None></None>
  <Part><PartNumber>1</PartNumber><ETag>&quot;aa&quot;</ETag></Part>
  <Part><PartNumber>2</PartNumber><ETag>"bb"</ETag></Part>
</ListPartsResult>
`

describe('readXml', () => {
  it('reads elements, lists and escaped text', () => {
    const root = readXml(listing)
    expect(root?.name).toBe('ListPartsResult')
    if (!root) return
    expect(textOf(root, 'Key')).toBe("a & b'<c>")
    expect([textOf(root, 'Empty'), textOf(root, 'None'), textOf(root, 'Other')]).toEqual(['', '', undefined])
    const parts = childrenOf(root, 'Part').map((part) => [textOf(part, 'PartNumber'), textOf(part, 'ETag')])
    expect(parts).toEqual([
      ['1', '"aa"'],
      ['2', '"bb"'],
    ])
  })

  it('reads an answer that was kept waiting with blanks', () => {
    expect(readXml(`<?xml version="1.0"?>\n   \n\n<Error><Code>InternalError</Code></Error>`)?.name).toBe('Error')
  })

  it.each([
    ['nothing', ''],
    ['text', 'Bad gateway'],
    ['an answer that was cut short', listing.slice(0, 200)],
    ['a tag that was cut short', '<Error><Code'],
    ['too many closing tags', '<Error></Error></Error><More>'],
    ['a tag without a name', '<Error>< /></Error>'],
  ])('returns null for %s', (_, text) => {
    expect(readXml(text)).toBeNull()
  })

  it('reads a long answer in time that grows with its length only', () => {
    const parts = '<Part><PartNumber>1</PartNumber></Part>'.repeat(100_000)
    expect(readXml(`<List>${parts}</List>`)?.children.length).toBe(100_000)
    expect(readXml('<a>'.repeat(100_000))).toBeNull()
  })
})

it('escapes text for XML', () => {
  expect(escapeXml(`"a" & <b> 'c'`)).toBe(`&quot;a&quot; &amp; &lt;b&gt; 'c'`)
})
