'use client'

import type { QueryClient } from '@tanstack/react-query'
import { type Context, createContext, useContext } from 'react'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'
import type { Messages } from '../../locales/messages.js'
import type { Speaker } from './Speaker.js'
import type { WrongFiles } from './WrongFiles.js'

/** What an `UploadProvider` gives to the parts and hooks inside it. */
export interface Coatcheck<TFile extends StoredFile = StoredFile> {
  readonly uploader: Uploader<TFile>
  /** The provider's `backend`; an uploader of the app's own keeps its backend to itself. */
  readonly backend: UploadBackend<TFile> | undefined
  readonly restrictions: Restrictions
  /** Without it the parts speak English. */
  readonly locale: Messages | undefined
  /** The provider's `queryClient`, else the one in context, else a private one. */
  readonly queryClient: QueryClient
  /** Where the keyboard goes when the last row went: the dropzones, in their order. */
  readonly dropzones: Set<DropzoneHandle>
  /** Speaks through the one live region. */
  readonly speaker: Speaker
  /** What came of files that were chosen for rows that lack theirs. */
  readonly wrongFiles: WrongFiles
  /** Opens the doctor's dialog, for the backend that an upload was added with; undefined without a `doctor`. */
  readonly openDoctor: ((upload?: Upload) => void) | undefined
}

/** A mounted dropzone, for parts that hand the focus back to it. */
export interface DropzoneHandle {
  readonly group: string | undefined
  readonly focus: () => void
}

export const CoatcheckContext: Context<Coatcheck | null> = createContext<Coatcheck | null>(null)

/**
 * The surrounding provider's context.
 * @throws {Error} where there is none; `caller` is the hook or part that the message names.
 */
export function useCoatcheck<TFile extends StoredFile = StoredFile>(caller: string): Coatcheck<TFile> {
  const coatcheck = useContext(CoatcheckContext)
  if (!coatcheck) throw new Error(`${caller} must be used inside <UploadProvider>.`)
  // Context cannot carry a type parameter: the caller says what its backend stores.
  return coatcheck as unknown as Coatcheck<TFile>
}
