import { describe, expect, it } from 'vitest'
import { drawDiagrams, toDot } from './drawDiagrams.ts'

const chart = '  page --> core & react\n  core -.-> later\n  alone'

describe('drawDiagrams', () => {
  it('reads rooms and arrows', () => {
    expect(toDot(chart)).toContain('page -> { core  react }; core -> { later } [style=dashed]; alone;')
  })

  it('refuses what it cannot draw', () => {
    expect(() => toDot('  page -- text --> core')).toThrow('cannot be drawn')
  })

  it('puts a picture in the colour of the text into the page', () => {
    const draw = (): string =>
      '<?xml?>\n<svg><!-- a -->\n<title>a</title>\n<path stroke="black"/>\n<text x="1">a</text></svg>\n'
    expect(drawDiagrams(`before\n\n\`\`\`mermaid\nflowchart TD\n${chart}\n\`\`\`\n\nafter`, draw)).toBe(
      'before\n\n<div class="coatcheck-site-diagram"><svg> <path stroke="currentColor"/> <text fill="currentColor" x="1">a</text></svg> </div>\n\nafter',
    )
  })
})
