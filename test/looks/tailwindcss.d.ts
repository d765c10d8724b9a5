/** The part of Tailwind's compiler that the tests use. */
declare module 'tailwindcss' {
  interface Stylesheet {
    readonly path: string
    readonly base: string
    readonly content: string
  }
  interface Compiler {
    readonly build: (classes: readonly string[]) => string
  }
  export function compile(
    css: string,
    options: { readonly loadStylesheet: (id: string, base: string) => Promise<Stylesheet> },
  ): Promise<Compiler>
}
