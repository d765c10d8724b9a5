import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { packPackage } from '../../scripts/package/packPackage.ts'

const root = resolve(import.meta.dirname, '../..')

/** An app in a folder outside the repository, with the packed package installed. */
export interface App {
  readonly folder: string
  /** Runs one of the app's tools; rejects with its whole output if it fails. */
  run(command: string, args?: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
}

export interface FreshApp extends App {
  remove(): void
}

/** Options of `npm install` that take what earlier runs have downloaded, and print less. */
export const installOptions: readonly string[] = ['--prefer-offline', '--no-audit', '--no-fund']

/** Copies the template (a folder of this repository), packs the package and installs both. */
export async function createFreshApp(template: string): Promise<FreshApp> {
  const folder = mkdtempSync(join(tmpdir(), `coatcheck-${basename(template)}-`))
  const app = copyTemplate(template, folder)
  const tarball = packPackage(folder)
  await app.run('npm', ['install', `./${basename(tarball)}`, ...installOptions])
  return { ...app, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Copies the template without what was installed or built in it. */
export function copyTemplate(template: string, folder: string): App {
  cpSync(join(root, template), folder, {
    recursive: true,
    filter: (path) =>
      !/\/(node_modules|dist|build|\.next|\.react-router|\.astro|\.tanstack|routeTree\.gen\.ts)$/.test(path),
  })
  return { folder, run: (command, args = [], env = {}) => runIn(folder, command, args, env) }
}

async function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: folder,
      maxBuffer: 64 * 2 ** 20,
      env: { ...appEnv(folder), ...env },
    })
    return stdout
  } catch (error) {
    const { stdout, stderr }: { stdout?: string; stderr?: string } = Object(error)
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** Puts the app's tools first on the path, then this repository's Node, which may be newer than the system's. */
export function appEnv(folder: string): NodeJS.ProcessEnv {
  const bins = [join(folder, 'node_modules/.bin'), process.execPath.replace(/\/[^/]+$/, '')]
  // With Vitest's variables a bundler would assume that it runs inside a test, and a silent npm would not say why it failed.
  const { NODE_ENV: _env, VITEST: _vitest, npm_config_loglevel: _level, ...env } = process.env
  return {
    ...env,
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    PATH: [...bins, process.env['PATH']].join(':'),
  }
}
