import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { runIn } from '../freshApp.ts'

const root = resolve(import.meta.dirname, '../../..')

/** How a cell's app differs from a template. */
export interface AppPlan {
  /** A folder of this repository. */
  readonly template: string
  /** Versions by package, added to those of the template's `package.json`. */
  readonly packages?: Readonly<Record<string, string>>
  /** Contents by path; null removes a file of the template. */
  readonly files?: Readonly<Record<string, string | null>>
  /** @default 'npm' */
  readonly manager?: PackageManager
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn-1' | 'yarn-4'

/** The packages that bring the package managers. */
const managers: Readonly<Record<Exclude<PackageManager, 'npm'>, string>> = {
  pnpm: 'pnpm@^10',
  'yarn-1': 'yarn@1',
  'yarn-4': '@yarnpkg/cli-dist@4',
}

/** An app in the cache folder, with the packed package installed. Later runs find its other packages there. */
export interface ConsumerApp {
  readonly folder: string
  run(command: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  write(path: string, content: string): void
  /** The installed version of a package. */
  versionOf(name: string): string
}

export async function createConsumerApp(folder: string, tarball: string, plan: AppPlan): Promise<ConsumerApp> {
  const { template, packages = {}, files = {}, manager = 'npm' } = plan
  const run: ConsumerApp['run'] = (command, args = [], env = {}) => runIn(folder, command, args, env)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true })
  }
  cpSync(join(root, template), folder, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist|\.next)$/.test(path),
  })
  const write: ConsumerApp['write'] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(folder, path), { recursive: true, force: true })
    else write(path, content)
  }
  const manifestPath = join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { dependencies?: Record<string, string> }
  manifest.dependencies = { ...manifest.dependencies, ...packages, coatcheck: `file:${tarball}` }
  for (const name of Object.keys(packages))
    Reflect.deleteProperty(Object(Reflect.get(manifest, 'devDependencies')), name)
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
  await install(folder, manager, run)
  return {
    folder,
    run,
    write,
    versionOf: (name) => {
      const path = join(folder, 'node_modules', name, 'package.json')
      return existsSync(path) ? String(JSON.parse(readFileSync(path, 'utf8')).version) : ''
    },
  }
}

async function install(folder: string, manager: PackageManager, run: ConsumerApp['run']): Promise<void> {
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund']
  if (manager === 'npm') {
    const installApp = (): Promise<string> => run('npm', ['install', '--no-package-lock', ...quietly])
    try {
      await installApp()
    } catch {
      // What an earlier run has installed may not go with what was published since.
      rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
      await installApp()
    }
    return
  }
  const tools = `${folder}-tools`
  mkdirSync(tools, { recursive: true })
  writeFileSync(join(tools, 'package.json'), '{ "private": true }')
  await run('npm', ['install', '--prefix', tools, ...quietly, managers[manager]])
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  const program = join(tools, 'node_modules/.bin', manager === 'pnpm' ? 'pnpm' : 'yarn')
  if (manager === 'yarn-4') {
    writeFileSync(
      join(folder, '.yarnrc.yml'),
      'nodeLinker: node-modules\nenableTelemetry: false\nenableScripts: false\n',
    )
    writeFileSync(join(folder, 'yarn.lock'), '')
  }
  await run(program, ['install', ...(manager === 'yarn-1' ? ['--no-lockfile'] : [])], {
    CI: '1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  })
}
