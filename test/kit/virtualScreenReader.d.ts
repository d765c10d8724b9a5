/** The part of the virtual screen reader that the tests use. */
declare module '@guidepup/virtual-screen-reader' {
  export const virtual: {
    readonly start: (options: { readonly container: Node }) => Promise<void>
    readonly stop: () => Promise<void>
    /** Moves to what is read next. */
    readonly next: () => Promise<void>
    readonly press: (key: string) => Promise<void>
    readonly lastSpokenPhrase: () => Promise<string>
    readonly spokenPhraseLog: () => Promise<readonly string[]>
    readonly clearSpokenPhraseLog: () => Promise<void>
  }
}
