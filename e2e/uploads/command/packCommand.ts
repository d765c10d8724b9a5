import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../../..')

/** A folder outside the repository in which an app has installed the package. */
export interface AppFolder {
  readonly path: string
  write(name: string, content: string): Promise<void>
  remove(): Promise<void>
}

/** Makes an app that has the command and the entries of the server, bundled as far as this needs. */
export async function packCommand(): Promise<AppFolder> {
  const path = await mkdtemp(join(tmpdir(), 'coatcheck-command-'))
  const installed = join(path, 'node_modules/coatcheck')
  await mkdir(installed, { recursive: true })
  await writeFile(join(path, 'package.json'), '{ "type": "module" }')
  await writeFile(join(installed, 'package.json'), readFileSync(join(root, 'package.json')))
  await build({
    absWorkingDir: root,
    entryPoints: ['src/server.ts', 'src/server/node.ts', 'src/cli/cli.ts'],
    outdir: join(installed, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    external: ['sharp'],
    logLevel: 'error',
  })
  return {
    path,
    write: (name, content) => writeFile(join(path, name), content),
    remove: () => rm(path, { recursive: true, force: true }),
  }
}
