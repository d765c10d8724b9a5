// What the benchmarks use of the peers. The packages bring their own types, but they are installed only when they are
// measured, and the types of the repository have to be checked without them.

declare module '@uppy/core' {
  interface UppyFile {
    readonly id: string
    readonly data: File
    readonly error?: string | null
  }
  export default class Uppy {
    use<TOptions>(plugin: new (uppy: Uppy, options: TOptions) => object, options: TOptions): this
    addFiles(files: readonly { readonly name: string; readonly type: string; readonly data: File }[]): void
    getFile(id: string): UppyFile
    upload(): Promise<{ readonly failed?: readonly UppyFile[] } | undefined>
  }
}

declare module '@uppy/aws-s3' {
  import type Uppy from '@uppy/core'
  const AwsS3: new (uppy: Uppy, options: AwsS3Options) => object
  export default AwsS3
  interface AwsS3Options {
    readonly limit: number
    readonly shouldUseMultipart: boolean
    readonly generateObjectKey: (file: { readonly id: string }) => string
    readonly signRequest: (request: {
      readonly key: string
    }) => Promise<{ readonly url: string; readonly headers?: Readonly<Record<string, string>> }>
  }
}

declare module '@rpldy/uploady' {
  import type { ComponentType, ReactNode } from 'react'
  interface UploadyItem {
    readonly file: File
    readonly state: string
  }
  export interface UploadyBatch {
    readonly items: readonly UploadyItem[]
  }
  interface UploadyOptions {
    readonly destination?: { readonly url: string; readonly headers: Readonly<Record<string, string>> }
  }
  const Uploady: ComponentType<{
    readonly method: 'PUT'
    readonly sendWithFormData: boolean
    readonly concurrent: boolean
    readonly maxConcurrent: number
    readonly children: ReactNode
  }>
  export default Uploady
  export const useUploady: () => { readonly upload: (files: readonly File[]) => void }
  export const useBatchFinalizeListener: (listener: (batch: UploadyBatch) => void) => void
  export const useRequestPreSend: (
    listener: (data: { readonly items: readonly UploadyItem[] }) => Promise<{ readonly options: UploadyOptions }>,
  ) => void
}

declare module '@better-upload/client' {
  export interface UploadFilesOptions {
    readonly api: string
    readonly route: string
    readonly uploadBatchSize: number
    readonly headers: Readonly<Record<string, string>>
  }
  export interface UploadFilesResult {
    readonly failedFiles: readonly { readonly name: string; readonly error: { readonly message: string } }[]
  }
  interface Metadata {
    readonly metadata: Readonly<Record<string, unknown>>
  }
  export function uploadFiles(
    options: UploadFilesOptions & Metadata & { readonly files: readonly File[] },
  ): Promise<UploadFilesResult>
  export type UploadFiles = (files: readonly File[], options: Metadata) => Promise<UploadFilesResult>
  export function useUploadFiles(options: UploadFilesOptions): { readonly uploadAsync: UploadFiles }
}
