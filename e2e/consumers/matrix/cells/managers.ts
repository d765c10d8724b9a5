import type { Cell } from '../Cell.ts'
import type { PackageManager } from '../ConsumerApp.ts'
import { buildPlainApp } from '../plainApp.ts'

function installedWith(manager: PackageManager, title: string): Cell {
  return {
    name: manager,
    group: 'Package managers',
    title,
    shows: ['vite'],
    run: async (kit) => kit.uploadFrom({ folder: await buildPlainApp(kit, manager, { manager }) }),
  }
}

export const managers: readonly Cell[] = [
  installedWith('npm', 'npm'),
  installedWith('pnpm', 'pnpm 10'),
  installedWith('yarn-1', 'Yarn 1'),
  installedWith('yarn-4', 'Yarn 4, with node_modules'),
]
