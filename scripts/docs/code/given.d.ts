import type { ReactNode } from 'react'
import type { en as English, Recovery, Uploader, UploadBackend, UploadProvider as Provider } from 'coatcheck'
import type { useRestBackend as UseRestBackend } from 'coatcheck/backends/rest'
import type { diagnose as Diagnose } from 'coatcheck/doctor'
import type { createRecovery as CreateRecovery } from 'coatcheck/recovery'
import type { FileState, Uploads, UploadsOptions } from 'coatcheck/server'
import type { NodeHandler } from 'coatcheck/server/node'

/** What the reader of a guide has: the names that its blocks of code use and do not declare. */
declare global {
  const album: { add: (fileId: string) => void }
  const app: { use: (path: string, handler: NodeHandler) => void }
  const backend: UploadBackend
  const createWorker: () => Worker
  const options: UploadsOptions
  const projectId: string
  const recovery: Recovery & { clear: (scope?: string) => Promise<void> }
  const title: string
  const token: string
  const uploader: Uploader
  const uploads: Uploads
  const user: { readonly id: string }

  function createTicket(fields: Readonly<Record<string, unknown>>): Promise<Response>
  function findFileIds(ticketId: string): Promise<readonly string[]>
  function findScan(fileId: string): Promise<FileState | null>
  function readToken(refresh: boolean): Promise<string>
  function report(what: unknown): void
  /** Of React Router, which only its example installs. */
  interface Navigation {
    readonly currentLocation: { readonly pathname: string }
    readonly nextLocation: { readonly pathname: string }
  }
  function useBlocker(shouldBlock: (navigation: Navigation) => boolean): void
  function saveOrder(ids: readonly string[]): Promise<void>

  /** A component of the reader that sends a message. */
  function Send(): ReactNode

  // What a page imports in its first block, and its later blocks use.
  const createRecovery: typeof CreateRecovery
  const diagnose: typeof Diagnose
  const en: typeof English
  const UploadProvider: typeof Provider
  const useRestBackend: typeof UseRestBackend
}
