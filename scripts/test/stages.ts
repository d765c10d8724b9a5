/** One thing that `npm test` does. */
export interface Stage {
  readonly name: string
  readonly command: readonly string[]
  /** The test runner. A stage without one has no tests, so only its failure counts. */
  readonly runner?: 'vitest' | 'playwright'
  /** The stages whose results it needs. */
  readonly needs?: readonly string[]
  /** The stages of a lane run one after another, beside those of the other lane. */
  readonly lane: Lane
  /** Whether only `npm run test:ci` runs it. */
  readonly ciOnly?: boolean
}

/** long: what keeps several browser pages busy. short: what mostly runs one process. */
export type Lane = 'long' | 'short'

const vitest = (project: string): Pick<Stage, 'command' | 'runner'> => ({
  command: ['vitest', 'run', '--project', project],
  runner: 'vitest',
})

const playwright = (...projects: readonly string[]): Pick<Stage, 'command' | 'runner'> => ({
  command: ['playwright', 'test', ...projects.map((name) => `--project=${name}`)],
  runner: 'playwright',
})

const npmScript = (name: string): Pick<Stage, 'command'> => ({ command: ['npm', 'run', '--silent', name] })

/**
 * From fast to slow, so that failures show early. `npm test` takes less than ten minutes on two processors: the rest
 * is left to `npm run test:ci`.
 */
export const stages: readonly Stage[] = [
  { name: 'chromium', command: ['node', 'scripts/chromium.ts'], lane: 'short' },
  { name: 'types', ...npmScript('types'), lane: 'short' },
  { name: 'lint', ...npmScript('lint'), lane: 'short' },
  { name: 'unit', ...vitest('unit'), lane: 'long' },
  { name: 'build', ...npmScript('build'), lane: 'short' },
  { name: 'package', ...npmScript('check:package'), needs: ['build'], lane: 'short' },
  { name: 'size', ...npmScript('size'), needs: ['build'], lane: 'short' },
  { name: 'browser-support', ...vitest('browser-support'), needs: ['build'], lane: 'short' },
  { name: 'browser', ...vitest('browser'), needs: ['chromium'], lane: 'long' },
  { name: 'looks', ...vitest('looks'), needs: ['chromium'], ciOnly: true, lane: 'long' },
  { name: 'storybook', ...vitest('storybook'), needs: ['chromium'], ciOnly: true, lane: 'long' },
  { name: 'minio', command: ['node', 'scripts/storageProgram.ts', 'minio'], lane: 'short' },
  { name: 'server', ...vitest('server'), needs: ['minio'], lane: 'short' },
  { name: 'consumers', ...vitest('consumers'), needs: ['chromium', 'build'], ciOnly: true, lane: 'short' },
  { name: 'own-adapter', ...vitest('own-adapter'), needs: ['chromium', 'build'], ciOnly: true, lane: 'short' },
  { name: 'e2e', ...playwright('moving', 'short'), needs: ['chromium', 'minio'], lane: 'long' },
  { name: 'e2e-long', ...playwright('long'), needs: ['chromium', 'minio'], ciOnly: true, lane: 'long' },
  { name: 'heif', command: ['node', 'scripts/heif.ts'], ciOnly: true, lane: 'short' },
  { name: 'pictures', ...vitest('pictures'), needs: ['chromium', 'heif'], ciOnly: true, lane: 'short' },
  { name: 'postgres', command: ['node', 'scripts/postgres.ts'], ciOnly: true, lane: 'short' },
  { name: 'on postgres', ...vitest('postgres'), needs: ['postgres', 'minio'], ciOnly: true, lane: 'short' },
  { name: 'browsers', command: ['node', 'scripts/otherBrowsers.ts'], ciOnly: true, lane: 'short' },
  { name: 'versitygw', command: ['node', 'scripts/storageProgram.ts', 'versitygw'], ciOnly: true, lane: 'short' },
  { name: 'second-store', ...vitest('second-store'), needs: ['versitygw'], ciOnly: true, lane: 'short' },
  { name: 'storybook build', ...npmScript('build-storybook'), ciOnly: true, lane: 'short' },
  { name: 'docs', ...npmScript('docs'), needs: ['storybook build'], ciOnly: true, lane: 'short' },
  { name: 'recipes', ...vitest('recipes'), needs: ['chromium', 'build', 'minio'], ciOnly: true, lane: 'short' },
  { name: 'oldest', ...vitest('oldest'), needs: ['build'], ciOnly: true, lane: 'short' },
  { name: 'next', ...vitest('next'), needs: ['build'], ciOnly: true, lane: 'short' },
  { name: 'servers', ...vitest('servers'), needs: ['chromium', 'build', 'minio'], ciOnly: true, lane: 'short' },
  { name: 'runtimes', ...vitest('runtimes'), needs: ['build', 'minio'], ciOnly: true, lane: 'short' },
  { name: 'bundlers', ...vitest('bundlers'), needs: ['build'], ciOnly: true, lane: 'short' },
  {
    name: 'matrix',
    command: ['npm', 'run', '--silent', 'matrix', '--', '--third', 'HEAD'],
    needs: ['chromium', 'build', 'minio'],
    ciOnly: true,
    lane: 'short',
  },
  {
    name: 'design-systems',
    ...vitest('design-systems'),
    needs: ['chromium', 'build'],
    ciOnly: true,
    lane: 'short',
  },
  {
    name: 'in browsers',
    command: ['env', 'SCENARIOS=smoke', 'vitest', 'run', '--project', 'browsers'],
    runner: 'vitest',
    needs: ['browsers', 'minio'],
    ciOnly: true,
    lane: 'long',
  },
]
