/** A browser with one page: what Playwright, WebDriver BiDi and WebDriver have in common. */
export interface BrowserDriver {
  readonly name: BrowserName
  /** Loads a page and waits until it is complete. */
  goto(url: string): Promise<void>
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
  /** Returns the warnings and errors that the page has logged or thrown since it was loaded. */
  complaints(): Promise<readonly string[]>
  close(): Promise<void>
}

export const browserNames = ['chromium', 'firefox', 'webkit'] as const

export type BrowserName = (typeof browserNames)[number]

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
