import { expect, it } from 'vitest'
import { readTestNames } from './readTestNames.ts'

it('reads the name of each test, after those of its groups', () => {
  const code = `
    describe('a queue', () => {
      it('starts empty', () => {})
      describe.each([1, 2])('with %s places', (places) => {
        it.each(['a', 'b'])('takes %s', async () => {})
      })
    })
    test.describe(\`the \${page} page\`, () => {
      test.beforeEach(async () => {})
      test('opens', async ({ page }) => { await test.step('goes there', async () => {}) })
    })`
  expect(readTestNames('queue.test.tsx', code)).toEqual([
    'a queue starts empty',
    'a queue with %s places takes %s',
    'the … page opens',
  ])
})

it('leaves out what does not run', () => {
  const code = `
    it.skip('does nothing', () => {})
    it.skipIf(slow)('is slow', () => {})
    it.todo('is a plan', () => {})
    describe.skip('a group', () => { it('is skipped with its group', () => {}) })
    // it('is a comment', () => {})
    const text = "it('is a text', () => {})"`
  expect(readTestNames('queue.test.ts', code)).toEqual([])
})
