// What the reader of a guide has: the names that its blocks of code use and do not declare.

declare const album: { add: (fileId: string) => void }
declare const app: { use: (path: string, handler: import('coatcheck/server/node').NodeHandler) => void }
declare const backend: import('coatcheck').UploadBackend
declare const createWorker: () => Worker
declare const input: HTMLInputElement & { files: FileList }
declare const projectId: string
declare const recovery: import('coatcheck').Recovery & { clear: (scope?: string) => Promise<void> }
declare const title: string
declare const token: string
declare const uploader: import('coatcheck').Uploader
declare const uploads: import('coatcheck/server').Uploads
declare const user: { readonly id: string }

declare function createTicket(fields: Readonly<Record<string, unknown>>): Promise<Response>
declare function readToken(refresh: boolean): Promise<string>
declare function report(what: unknown): void

/** A component of the reader that sends a message. */
declare function Send(): import('react').ReactNode

// What a page imports once, and its later blocks of code use.

declare const createRecovery: typeof import('coatcheck/recovery').createRecovery
declare const diagnose: typeof import('coatcheck/doctor').diagnose
declare const en: typeof import('coatcheck').en
declare const UploadProvider: typeof import('coatcheck').UploadProvider
declare const useRestBackend: typeof import('coatcheck/backends/rest').useRestBackend
