import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cell } from '../Cell.ts'
import { lowestOf } from '../../typeFiles.ts'
import { buildPlainApp } from '../plainApp.ts'

const group = 'React and TanStack Query'

function withPackages(name: string, title: string, packages: Readonly<Record<string, string>>): Cell {
  return {
    name,
    group,
    title,
    shows: ['react', '@tanstack/react-query'],
    run: async (kit) => kit.upload((await kit.serve({ folder: await buildPlainApp(kit, name, { packages }) })).url),
  }
}

/** Compiles what matches with React Compiler, which leaves an import of its runtime in each file that it changes. */
const compilerConfig = (compiles: string): string => `import { transformAsync } from '@babel/core'
export default {
  plugins: [{
    name: 'react-compiler',
    enforce: 'pre',
    transform: async (code, id) => ${compiles}.test(id)
      ? (await transformAsync(code, { filename: id, configFile: false, babelrc: false, plugins: ['babel-plugin-react-compiler'] })).code
      : null,
  }],
}
`

function compiled(name: string, title: string, compiles: string, least: number): Cell {
  return {
    name,
    group,
    title,
    shows: ['react', 'babel-plugin-react-compiler'],
    async run(kit) {
      const packages = {
        react: '^19.3.1',
        'react-dom': '^19.3.1',
        '@babel/core': '^7',
        'babel-plugin-react-compiler': '^1',
      }
      const files = { 'vite.config.js': compilerConfig(compiles) }
      const folder = await buildPlainApp(kit, name, { packages, files })
      const built = readdirSync(join(folder, 'assets'))
        .map((file) => readFileSync(join(folder, 'assets', file), 'utf8'))
        .join('\n')
      const found = built.match(/react\.memo_cache_sentinel/g)?.length ?? 0
      if (found < least) throw new Error(`React Compiler has compiled ${found} components, not ${least} or more.`)
      return kit.upload((await kit.serve({ folder })).url)
    },
  }
}

export const reacts: readonly Cell[] = [
  withPackages('react-18.0', 'React 18.0', { react: '18.0.0', 'react-dom': '18.0.0' }),
  withPackages('react-18.3', 'React 18.3', { react: '^18.3.1', 'react-dom': '^18.3.1' }),
  withPackages('react-19.0', 'React 19.0', { react: '19.0.0', 'react-dom': '19.0.0' }),
  withPackages('react-19', 'React 19, newest', { react: '^19.3.1', 'react-dom': '^19.3.1' }),
  withPackages('query-lowest', 'the lowest TanStack Query', {
    '@tanstack/react-query': lowestOf('@tanstack/react-query'),
  }),
  compiled('react-compiler', 'React Compiler, on the app', '/main\\.js$/', 1),
  compiled(
    'react-compiler-both',
    'React Compiler, on the app and the package',
    '/(main|coatcheck\\/dist\\/.*)\\.js$/',
    20,
  ),
]
