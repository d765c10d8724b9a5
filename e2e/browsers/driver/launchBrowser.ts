import type { BrowserDriver, BrowserName } from './browserDriver.ts'
import { launchChromium } from './launchChromium.ts'
import { launchFirefox } from './launchFirefox.ts'
import { launchWebKit } from './launchWebKit.ts'

const launchers: Readonly<Record<BrowserName, () => Promise<BrowserDriver>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
}

/** Starts a browser with a profile of its own. Rejects with what is missing, and how to install it. */
export function launchBrowser(name: BrowserName): Promise<BrowserDriver> {
  return launchers[name]()
}
