/** One thing that `npm test` does. */
export interface Stage {
  readonly name: string
  readonly command: readonly string[]
  /** The test runner. A stage without one has no tests, so only its failure counts. */
  readonly runner?: 'vitest' | 'playwright'
  /** The stage whose result it needs. */
  readonly needs?: string
  /** Whether only `npm run test:ci` runs it. */
  readonly ciOnly?: boolean
}

const vitest = (project: string): Pick<Stage, 'command' | 'runner'> => ({
  command: ['vitest', 'run', '--project', project],
  runner: 'vitest',
})

/** From fast to slow, so that failures show early. */
export const stages: readonly Stage[] = [
  { name: 'chromium', command: ['node', 'scripts/chromium.ts'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'unit', ...vitest('unit') },
  { name: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { name: 'package', command: ['npm', 'run', '--silent', 'check:package'], needs: 'build' },
  { name: 'size', command: ['npm', 'run', '--silent', 'size'], needs: 'build' },
  { name: 'browser-support', ...vitest('browser-support'), needs: 'build' },
  { name: 'browser', ...vitest('browser') },
  { name: 'storybook', ...vitest('storybook') },
  { name: 'minio', command: ['node', 'scripts/storageProgram.ts', 'minio'] },
  { name: 'server', ...vitest('server') },
  { name: 'consumers', ...vitest('consumers'), needs: 'build' },
  { name: 'own-adapter', ...vitest('own-adapter'), needs: 'build' },
  { name: 'e2e', command: ['playwright', 'test'], runner: 'playwright' },
  { name: 'browsers', command: ['node', 'scripts/otherBrowsers.ts'], ciOnly: true },
  { name: 'in browsers', ...vitest('browsers'), needs: 'browsers', ciOnly: true },
  { name: 'storybook build', command: ['npm', 'run', '--silent', 'build-storybook'], ciOnly: true },
  { name: 'oldest', ...vitest('oldest'), needs: 'build', ciOnly: true },
  { name: 'next', ...vitest('next'), needs: 'build', ciOnly: true },
  { name: 'bundlers', ...vitest('bundlers'), needs: 'build', ciOnly: true },
]
