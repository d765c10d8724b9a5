// The peers are installed on demand, so the compiler does not see their own types. Only what is used is declared.
declare module '@better-upload/server' {
  export function route(config: Readonly<Record<string, unknown>>): unknown
  export function handleRequest(
    request: Request,
    router: {
      readonly client: unknown
      readonly bucketName: string
      readonly routes: Readonly<Record<string, unknown>>
    },
  ): Promise<Response>
}

declare module '@better-upload/server/clients' {
  export function custom(options: Readonly<Record<string, unknown>>): unknown
}

declare module 'pushduck/server' {
  interface Schema {
    maxFileSize(size: string): Schema
  }
  interface Router {
    readonly handlers: { readonly POST: (request: Request) => Promise<Response> }
  }
  interface Builder {
    provider(name: string, options: Readonly<Record<string, unknown>>): Builder
    build(): { readonly s3: { file(): Schema; createRouter(routes: Readonly<Record<string, unknown>>): Router } }
  }
  export function createUploadConfig(): Builder
}
