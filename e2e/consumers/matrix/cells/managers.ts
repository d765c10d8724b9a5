import { version as vite } from 'vite'
import type { Cell } from '../Cell.ts'
import type { PackageManager } from '../ConsumerApp.ts'
import { buildPlainApp } from '../plainApp.ts'

/**
 * The app has the Vite that this project is built with, because these cells ask about the package managers: not all of
 * them install a Vite whose optional packages cannot be found.
 */
const packages = { vite }

function installedWith(manager: PackageManager, title: string): Cell {
  return {
    name: manager,
    group: 'Package managers',
    title,
    shows: ['vite'],
    run: async (kit) => kit.uploadFrom({ folder: await buildPlainApp(kit, manager, { manager, packages }) }),
  }
}

export const managers: readonly Cell[] = [
  installedWith('npm', 'npm'),
  installedWith('pnpm', 'pnpm 10'),
  installedWith('yarn-1', 'Yarn 1'),
  installedWith('yarn-4', 'Yarn 4, with node_modules'),
]
