import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findBrokenLinks } from './findBrokenLinks.ts'

function writeSite(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'coatcheck-site-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

it('finds links to missing pages, pictures and headings, and no others', () => {
  const site = writeSite({
    'index.html': `
      <a href="/guide"></a> <a href="./guide.html#a&amp;b"></a> <a href="/guide#gone"></a> <a href="/gone"></a>
      <a href="#here" id="here"></a> <a href="https://elsewhere.test/x"></a> <a href="/deep/#top"></a>
      <img src="/picture.png"><img src="/no-picture.png">`,
    'guide.html': '<h2 id="a&amp;b"></h2>',
    'deep/index.html': '<h1 id="top"></h1> <a href="../guide"></a> <a href="../nowhere"></a>',
    'storybook/index.html': '<a href="./own"></a>',
    'picture.png': '',
  })
  expect(findBrokenLinks(site, '/')).toEqual([
    'deep/index.html: ../nowhere',
    'index.html: /guide#gone',
    'index.html: /gone',
    'index.html: /no-picture.png',
  ])
})
