import { globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../src/locales/en.ts'
import { describeReason } from '../../src/react/parts/rejection-list/describeReason.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(resolve(root, 'docs/accessibility.md'), 'utf8')

it('the guide to accessibility names tests that exist', () => {
  const named = new Set([...guide.matchAll(/`([\w.-]+\.(?:test|e2e)\.tsx?)`/g)].map(([, file]) => file ?? ''))
  const files = globSync('{src,e2e}/**/*.{test,e2e}.{ts,tsx}', { cwd: root }).map((file) => basename(file))
  expect(named.size).toBeGreaterThan(5)
  expect([...named].filter((file) => !files.includes(file))).toEqual([])
})

it('the guide to accessibility quotes what is announced', () => {
  const { announce, status, gallery, errors } = en
  const type = describeReason({ code: 'type-not-accepted', limit: '.txt,.jpg' }, en)
  const size = describeReason({ code: 'file-too-large', limit: 50 }, en).replaceAll('\u00a0', ' ')
  const announcements = [
    announce.added({ count: 4 }),
    announce.rejected({ count: 2, reason: type }),
    announce.rejected({ count: 1, name: 'large.txt', reason: size }),
    announce.done({ count: 2 }),
    announce.failed({ count: 2, reason: errors.forbidden[0] }),
    announce.paused({ count: 3 }),
    announce.cleared({ count: 1, name: 'notes.txt' }),
    status.offline,
    announce.online,
    gallery.failed,
  ]
  for (const text of announcements) expect(guide).toContain(text)
})
