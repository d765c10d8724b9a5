import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type App, copyTemplate, installOptions } from '../freshApp.ts'

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

/** An app in the cache folder, where later runs find its other packages. */
export interface ConsumerApp extends App {
  write(path: string, content: string): void
  /** The installed version of a package. */
  versionOf(name: string): string
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

export async function createConsumerApp(folder: string, tarball: string, plan: AppPlan): Promise<ConsumerApp> {
  const { template, packages = {}, files = {}, manager = 'npm' } = plan
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (name !== 'node_modules') rmSync(join(folder, name), { recursive: true, force: true })
  }
  const app = copyTemplate(template, folder)
  const write: ConsumerApp['write'] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(folder, path), { recursive: true, force: true })
    else write(path, content)
  }
  const manifestPath = join(folder, 'package.json')
  const { dependencies, devDependencies = {}, ...manifest }: Manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  const changed = {
    ...manifest,
    dependencies: { ...dependencies, ...packages, coatcheck: `file:${tarball}` },
    devDependencies: Object.fromEntries(Object.entries(devDependencies).filter(([name]) => !(name in packages))),
  }
  writeFileSync(manifestPath, `${JSON.stringify(changed, null, 2)}\n`)
  await install(app, manager)
  return {
    ...app,
    write,
    versionOf: (name) => {
      const path = join(folder, 'node_modules', name, 'package.json')
      return existsSync(path) ? String(JSON.parse(readFileSync(path, 'utf8')).version) : ''
    },
  }
}

async function install(app: App, manager: PackageManager): Promise<void> {
  const { folder } = app
  if (manager === 'npm') {
    const installApp = (): Promise<string> => app.run('npm', ['install', '--no-package-lock', ...installOptions])
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
  await app.run('npm', ['install', '--prefix', tools, ...installOptions, managers[manager]])
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  const program = join(tools, 'node_modules/.bin', manager === 'pnpm' ? 'pnpm' : 'yarn')
  if (manager === 'yarn-4') {
    writeFileSync(
      join(folder, '.yarnrc.yml'),
      'nodeLinker: node-modules\nenableTelemetry: false\nenableScripts: false\n',
    )
    writeFileSync(join(folder, 'yarn.lock'), '')
  }
  await app.run(program, ['install', ...(manager === 'yarn-1' ? ['--no-lockfile'] : [])], {
    CI: '1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
  })
}
