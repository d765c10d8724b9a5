import type { BrowserDriver, BrowserName } from './browserDriver.ts'
import { launchChromium } from './launchChromium.ts'
import { launchFirefox } from './launchFirefox.ts'
import { launchWebKit } from './launchWebKit.ts'

const launchers: Readonly<Record<BrowserName, () => Promise<BrowserDriver>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
}

/** Starts a browser with a new profile. Rejects with the name of a missing program and how to install it. */
export function launchBrowser(name: BrowserName): Promise<BrowserDriver> {
  return launchers[name]()
}
