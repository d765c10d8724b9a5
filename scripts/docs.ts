import { cpSync, existsSync, readFileSync, rmSync, watch } from 'node:fs'
import { resolve } from 'node:path'
import { collectPages } from './docs/collectPages.ts'
import { loadGraphviz } from './docs/drawDiagrams.ts'
import { findBrokenLinks } from './docs/findBrokenLinks.ts'
import { readReference } from './docs/reference/readReference.ts'
import { run } from './docs/run.ts'
import { writeForModels, writePages } from './docs/writePages.ts'

/** `npm run docs` builds the docs site into `site/dist`; `npm run docs -- dev` serves it while it is written. */

const root = resolve(import.meta.dirname, '..')
const site = resolve(root, 'site')
const output = resolve(site, 'dist')

const vitepress = (...args: readonly string[]): Promise<void> =>
  run(process.execPath, [resolve(site, 'node_modules/vitepress/bin/vitepress.js'), ...args], { cwd: site })

/** The site has packages of its own, which nobody needs who works on anything else. */
async function install(): Promise<void> {
  const installed = resolve(site, 'node_modules/.installed-lock.json')
  const lock = resolve(site, 'package-lock.json')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')) return
  await run('npm', ['ci'], { cwd: site })
  cpSync(lock, installed)
}

async function build(): Promise<void> {
  const pages = collectPages(await readReference())
  writePages(pages, await loadGraphviz())
  rmSync(output, { recursive: true, force: true })
  await vitepress('build')
  writeForModels(pages, output)
  const storybook = resolve(root, 'storybook-static')
  if (!existsSync(storybook)) await run('npm', ['run', 'build-storybook'], { cwd: root })
  cpSync(storybook, resolve(output, 'storybook'), { recursive: true })
  const broken = findBrokenLinks(output, process.env['DOCS_BASE'] ?? '/')
  if (broken.length > 0) throw new Error(`These links lead nowhere:\n${broken.join('\n')}`)
}

/** Writes the pages again whenever one changes. The reference stays as it was at first. */
async function serve(): Promise<void> {
  const reference = await readReference({ keep: true })
  const draw = await loadGraphviz()
  writePages(collectPages(reference), draw)
  for (const path of ['docs', 'llms.txt', 'README.md']) {
    watch(resolve(root, path), { recursive: true }, () => writePages(collectPages(reference), draw))
  }
  await vitepress('dev')
}

const [command = 'build'] = process.argv.slice(2)
await install()
if (command === 'dev') await serve()
else if (command === 'build') await build()
else throw new Error(`There is no command ${command}. There are dev and, without a name, the build.`)
