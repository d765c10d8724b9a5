import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findReleaseProblems, type Release } from './findReleaseProblems.ts'
import { readNotes } from './readNotes.ts'

const root = resolve(import.meta.dirname, '../..')

const ready: Release = {
  manifest: {
    version: '1.2.3',
    repository: { url: 'git+https://github.com/somebody/coatcheck.git' },
    homepage: 'https://coatcheck.example',
    bugs: { url: 'https://github.com/somebody/coatcheck/issues' },
  },
  lockfile: { version: '1.2.3', packages: { '': { version: '1.2.3' } } },
  changelog: '# Changelog\n\n## 1.2.3\n\n- New.\n\n## 1.2.2\n\n- Old.\n',
  tag: 'v1.2.3',
  repository: 'somebody/coatcheck',
  npmVersion: '11.5.1',
  changesets: [],
}
const { homepage: _homepage, ...withoutHomepage } = ready.manifest

describe('findReleaseProblems', () => {
  it('finds nothing when everything is ready', () => {
    expect(findReleaseProblems(ready)).toEqual([])
  })

  it.each<[string, Partial<Release>, RegExp]>([
    ['an empty field', { manifest: withoutHomepage }, /no homepage/],
    ['another repository', { repository: 'somebody/fork' }, /this is somebody\/fork/],
    ['another tag', { tag: 'v1.2.4' }, /the tag is v1\.2\.4/],
    [
      'a lock file that has the version before',
      { lockfile: { version: '1.2.3', packages: { '': { version: '1.2.2' } } } },
      /package-lock\.json has another version/,
    ],
    ['a version without notes', { changelog: '# Changelog\n\n## 1.2.30\n\n- New.\n' }, /no section for 1\.2\.3/],
    ['a change that is in no version', { changesets: ['brave-cats-sing.md'] }, /brave-cats-sing\.md is in no version/],
    ['an npm that needs a token', { npmVersion: '11.4.9' }, /npm 11\.4\.9/],
    ['a much older npm', { npmVersion: '10.9.2' }, /npm 10\.9\.2/],
  ])('finds %s', (_what, change, problem) => {
    expect(findReleaseProblems({ ...ready, ...change })).toEqual([expect.stringMatching(problem)])
  })

  it('accepts a newer npm', () => {
    expect(findReleaseProblems({ ...ready, npmVersion: '12.0.0' })).toEqual([])
  })
})

it('finds the version of package.json in the lock file of the repository', () => {
  const [manifest, lockfile] = ['package.json', 'package-lock.json'].map((file) =>
    JSON.parse(readFileSync(resolve(root, file), 'utf8')),
  )
  const problems = findReleaseProblems({ ...ready, manifest, lockfile })
  expect(problems.filter((problem) => problem.includes('package-lock.json'))).toEqual([])
})

it('reads the notes of one version', () => {
  expect(readNotes(ready.changelog, '1.2.3')).toBe('- New.')
  expect(readNotes(ready.changelog, '1.2')).toBeNull()
})

it('has notes for the version that comes next, or the changes for them', () => {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
  expect(readNotes(readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8'), version)).not.toBeNull()
})

it('says each thing once in the changelog', () => {
  const lines = readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('- '))
  // What a merge has kept twice often differs only in its end.
  const beginnings = lines.map((line) => line.slice(0, 60))
  expect(beginnings.filter((beginning, index) => beginnings.indexOf(beginning) !== index)).toEqual([])
})
