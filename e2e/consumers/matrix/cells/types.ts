import type { Cell } from '../Cell.ts'
import { moduleSettings, writeTypeFiles } from '../../typeFiles.ts'

const versions = ['5.4.5', '5.5.4', '5.6.3', '5.7.3', '5.8.3', '5.9.3', '6.0', '7.0']

export const types: readonly Cell[] = versions.map((version) => {
  const [, minor = ''] = /^(\d+\.\d+)/.exec(version) ?? []
  return {
    name: `typescript-${minor}`,
    group: 'Types',
    title: `TypeScript ${minor}`,
    shows: ['typescript'],
    async run(kit) {
      const app = await kit.createApp(`typescript-${minor}`, {
        template: 'e2e/consumers/bundlers',
        packages: {
          typescript: version.split('.').length === 2 ? `~${version}.0` : version,
          '@types/react': '^18',
          '@types/react-dom': '^18',
        },
      })
      writeTypeFiles(app.folder)
      for (const [, resolution] of moduleSettings) await app.run('tsc', ['-p', `tsconfig.${resolution}.json`])
      return 'every entry is read with bundler, node16 and nodenext, with `skipLibCheck: false`'
    },
  }
})
