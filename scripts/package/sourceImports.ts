import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const source: string = resolve(import.meta.dirname, '../../src')

/** Tests do not make a folder harder to read. */
const isTest = (file: string): boolean => /\.(test|test-d)\.tsx?$/.test(file)

/** The paths of the source in `src`, without tests. */
export const files: readonly string[] = globSync('**/*.{ts,tsx,css}', { cwd: source }).filter((file) => !isTest(file))

export interface Import {
  readonly from: string
  readonly to: string
  readonly isDynamic: boolean
}

/**
 * The imports that load a module. With `verbatimModuleSyntax` everything but `import type` and `export type` does, also
 * an import that names nothing but types.
 */
function readImports(from: string): readonly Import[] {
  const code = readFileSync(join(source, from), 'utf8').replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const atLoad = Array.from(
    code.matchAll(/^(?:import|export)(?! type\b)(?:[^'"]*\sfrom)?\s*'(\.[^']+)'/gm),
    ([, path = '']) => ({ path, isDynamic: false }),
  )
  const later = Array.from(code.matchAll(/\bimport\(\s*'(\.[^']+)'/g), ([, path = '']) => ({ path, isDynamic: true }))
  return [...atLoad, ...later].map(({ path, isDynamic }) => ({
    from,
    to: relative(source, resolve(source, dirname(from), path)),
    isDynamic,
  }))
}

export const imports: readonly Import[] = files.filter((file) => /\.tsx?$/.test(file)).flatMap(readImports)

/** The folder in `src` that a file belongs to. */
export const room = (file: string): string => file.split('/')[0] ?? ''
