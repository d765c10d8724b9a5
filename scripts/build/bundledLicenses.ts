import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const insideModules = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Records which packages are in the output, and collects their licences, because MIT requires the notice in every copy. */
export class BundledLicenses {
  readonly #folders: Set<string>

  readonly #textFolder: string

  /**
   * @param alsoHeld packages that are in the output without being imported
   * @param textFolder has the licence texts of packages that come without one, each in a file named after its package
   */
  constructor(alsoHeld: readonly string[], textFolder: string) {
    this.#folders = new Set(alsoHeld.map((name) => resolve('node_modules', name)))
    this.#textFolder = textFolder
  }

  /** Use it in every build whose code is part of the package. */
  collect(): Plugin {
    return {
      name: 'collect-licenses',
      generateBundle: (_options, bundle) => {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        for (const id of chunks.flatMap((chunk) => chunk.moduleIds)) {
          const folder = insideModules.exec(id)?.[1]
          if (folder) this.#folders.add(folder)
        }
      },
    }
  }

  /** @throws if the text of a licence is nowhere to be found */
  toText(): string {
    const notices = [...this.#folders].toSorted().map((folder) => this.#readNotice(folder))
    return ['coatcheck holds code of these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)
  }

  #readNotice(folder: string): string {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const shipped = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const path = shipped ? join(folder, shipped) : join(this.#textFolder, `${name.replace('/', '-')}.txt`)
    if (!existsSync(path))
      throw new Error(`${name} is in the package, and the text of its licence is not: add ${path}.`)
    return `${name} ${version} (${license})\n\n${readFileSync(path, 'utf8').trim()}`
  }
}
