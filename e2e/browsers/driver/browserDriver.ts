/** A browser with one page: what Playwright, WebDriver BiDi and WebDriver have in common. */
export interface BrowserDriver {
  readonly name: BrowserName
  /** Whether IndexedDB keeps files. It does not in the private session that WebKitGTK has under automation. */
  readonly keepsFiles: boolean
  /** Loads a page and waits until it is complete. */
  goto(url: string): Promise<void>
  /** Loads the page again and waits until it is complete. A question before leaving is answered with yes. */
  reload(): Promise<void>
  /**
   * Runs a function in the page and awaits its promise. The function may use its arguments and the page's globals, but
   * nothing else of its file. Arguments and result must be JSON.
   */
  evaluate<TArgs extends readonly Json[], TResult extends Json | void>(
    run: (...args: TArgs) => TResult | Promise<TResult>,
    ...args: TArgs
  ): Promise<TResult>
  /** Chooses files by path in the file input that the selector finds, as the file dialog would. */
  chooseFiles(selector: string, ...paths: readonly string[]): Promise<void>
  /** Clicks with the mouse at a point of the viewport, in CSS pixels. */
  click(x: number, y: number): Promise<void>
  /**
   * Presses a key where the focus is, and holds another one down meanwhile if it is given. The page's listeners get it; a
   * headless Firefox, whose window is never active, does nothing of its own with it.
   */
  press(key: Key, held?: HeldKey): Promise<void>
  /** Returns the warnings and errors that the page has logged or thrown since it was loaded. */
  complaints(): Promise<readonly string[]>
  close(): Promise<void>
}

export const browserNames = ['chromium', 'firefox', 'webkit'] as const

export type BrowserName = (typeof browserNames)[number]

/** Keys by their names in the DOM. */
export type Key = 'ArrowDown' | 'ArrowRight' | 'Delete' | 'Escape' | 'z' | ' '
export type HeldKey = 'Control' | 'Shift'

/** The same keys as WebDriver names them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const webDriverKeys: Readonly<Record<Key | HeldKey, string>> = {
  ArrowDown: '\uE015',
  ArrowRight: '\uE014',
  Delete: '\uE017',
  Escape: '\uE00C',
  z: 'z',
  ' ': ' ',
  Control: '\uE009',
  Shift: '\uE008',
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
