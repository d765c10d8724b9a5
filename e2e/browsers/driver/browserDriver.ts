/** A browser with one page, as all scenarios see it: what Playwright, WebDriver BiDi and WebDriver have in common. */
export interface BrowserDriver {
  readonly name: BrowserName
  /** Loads a page and waits until it is complete. */
  goto(url: string): Promise<void>
  /**
   * Runs a function in the page and waits for what it promises. It may use its arguments and the page's globals, and
   * nothing of the file that it stands in; both ways go through JSON.
   */
  evaluate<TArgs extends readonly Json[], TResult extends Json | void>(
    run: (...args: TArgs) => TResult | Promise<TResult>,
    ...args: TArgs
  ): Promise<TResult>
  /** Chooses files by their paths in the file input that the selector finds, as its dialogue would. */
  chooseFiles(selector: string, ...paths: readonly string[]): Promise<void>
  /** What the page logged or threw as a warning or an error since it was loaded. */
  complaints(): Promise<readonly string[]>
  close(): Promise<void>
}

export const browserNames = ['chromium', 'firefox', 'webkit'] as const

export type BrowserName = (typeof browserNames)[number]

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
