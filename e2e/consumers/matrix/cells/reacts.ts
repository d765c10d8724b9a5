import { readFileSync } from 'node:fs'
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
    run: async (kit) => kit.uploadFrom({ folder: await buildPlainApp(kit, name, { packages }) }),
  }
}

/** Compiles what matches with React Compiler, and counts the files that it has changed. */
const compilerConfig = (compiles: string): string => `import { transformAsync } from '@babel/core'
let changed = 0
export default {
  plugins: [{
    name: 'react-compiler',
    enforce: 'pre',
    async transform(code, id) {
      if (!${compiles}.test(id)) return null
      const options = { filename: id, configFile: false, babelrc: false, plugins: [['babel-plugin-react-compiler', { sources: () => true }]] }
      const compiled = await transformAsync(code, options)
      if (compiled.code.includes('react/compiler-runtime')) changed += 1
      return compiled.code
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'changed.txt', source: String(changed) })
    },
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
      const changed = Number(readFileSync(join(folder, 'changed.txt'), 'utf8'))
      if (changed < least) throw new Error(`React Compiler has changed ${changed} files, not ${least} or more.`)
      return kit.uploadFrom({ folder })
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
