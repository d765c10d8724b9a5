import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Block } from './readBlocks.ts'

const root = resolve(import.meta.dirname, '../../..')
const folder = resolve(root, '.cache/docs-code')

/** As strict as the project, except about what a snippet declares and does not use. */
const config = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    declaration: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: {
      coatcheck: ['../../src/index.ts'],
      'coatcheck/locales/*/doctor': ['../../src/locales/doctor/*'],
      'coatcheck/*': ['../../src/*'],
      '@/components/*': ['../../registry/*'],
      '@/hooks/*': ['../../registry/*'],
    },
  },
  include: ['.'],
}

/** Compiles each block of code as a module of its own. Returns what the compiler says, with the page in place of the file. */
export async function checkTypes(blocks: readonly Block[]): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const pages = new Map(blocks.map((block, index) => [`block${index}.tsx`, block]))
  for (const [file, { code }] of pages) writeFileSync(resolve(folder, file), toModule(code))
  for (const file of ['given.d.ts', 'shadcn.d.ts'])
    copyFileSync(resolve(import.meta.dirname, file), resolve(folder, file))
  writeFileSync(resolve(folder, 'tsconfig.json'), JSON.stringify(config))
  return (await compile()).map((line) =>
    line.replace(/^(?:\S*\/)?(block\d+\.tsx)\((\d+),\d+\)/, (whole, file: string, row: string) => {
      const block = pages.get(file)
      return block ? `${block.page}:${block.line + Number(row)}` : whole
    }),
  )
}

async function compile(): Promise<readonly string[]> {
  const tsc = resolve(root, 'node_modules/.bin/tsc')
  try {
    await promisify(execFile)(tsc, ['-p', folder, '--pretty', 'false'], { cwd: folder, maxBuffer: 2 ** 24 })
    return []
  } catch (error) {
    const { stdout = '' }: { stdout?: string } = Object(error)
    if (stdout === '') throw error
    return stdout.split('\n').filter((line) => line !== '')
  }
}

/** Guides show the first tag of an element whose content does not matter, after statements that end without a semicolon. */
function toModule(code: string): string {
  const opened = /^<(\w+)(?:[^<]|=>|<(?!\/))*>\s*$/m.exec(code)?.[1]
  const closing = opened && !code.includes(`</${opened}>`) && !/\/>\s*$/.test(code) ? `\n</${opened}>` : ''
  return `${code.replaceAll(/^<(?=\w)/gm, ';<')}${closing}\nexport {}\n`
}
