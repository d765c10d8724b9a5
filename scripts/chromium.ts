import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'
import { aptInstall } from './aptInstall.ts'

const debiansChromium = '/usr/bin/chromium'
const debiansHeadlessShell = '/usr/bin/chromium-headless-shell'
const systemPaths = [debiansChromium, '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Returns the path of Chromium: `CHROMIUM_PATH`, Playwright's download, or the system's. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH']
  return [...(named ? [named] : []), chromium.executablePath(), ...systemPaths].find((path) => existsSync(path))
}

/**
 * Returns the path of the quickest browser for tests: Chromium's headless shell where Debian's is installed, else
 * Chromium. They are one engine, but Chromium builds and draws a window with an address bar for each page of a test,
 * though nobody sees it. What measures times or memory uses Chromium, as people do.
 */
export function findTestBrowser(): string | undefined {
  const found = findChromium()
  const isDebians = found === debiansChromium && !process.env['CHROMIUM_PATH']
  return isDebians && existsSync(debiansHeadlessShell) ? debiansHeadlessShell : found
}

/** Returns the path of Chromium, or throws an error that says how to install it. */
export function requireChromium(find: () => string | undefined = findChromium): string {
  const path = find()
  if (path) return path
  throw new Error(
    'No Chromium found. Run `npm run chromium` (Playwright download, else apt), or set CHROMIUM_PATH to a browser you have.',
  )
}

/**
 * The pop-ups of the address bar are two extra pages for each window, and use more of the processor than most of the
 * pages under test; a spare renderer is started for each window, too, and hardly any test uses it. A second
 * `--disable-features` replaces the first, so Playwright's own are here as well.
 */
const disabledFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Chromium's sandbox cannot start as root. */
export const chromiumArgs: readonly string[] = [
  `--disable-features=${disabledFeatures.join(',')}`,
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** Finds Chromium, or installs it: Playwright's download first, then Debian's package. */
export function installChromium(): string {
  const found = findChromium()
  if (found) return found
  const ways: readonly (readonly [name: string, run: () => void])[] = [
    ['playwright install', () => execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' })],
    ['apt-get', () => aptInstall(['chromium', 'chromium-headless-shell'])],
    ['apt-get, without the headless shell', () => aptInstall(['chromium'])],
  ]
  for (const [name, run] of ways) {
    console.log(`No Chromium found: ${name}`)
    try {
      run()
    } catch {
      continue
    }
    const path = findChromium()
    if (path) return path
  }
  throw new Error(
    'Chromium could not be installed. Install it by hand (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

if (import.meta.main) {
  console.log(installChromium())
  if (findTestBrowser() === debiansChromium) {
    console.log('Browser tests would be quicker with its headless shell: apt-get install chromium-headless-shell')
  }
}
