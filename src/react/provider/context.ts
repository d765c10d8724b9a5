'use client'

import type { QueryClient } from '@tanstack/react-query'
import { type Context, createContext, useContext } from 'react'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'
import type { Messages } from '../../locales/messages.js'
import type { OpenDoctor } from '../parts/doctor/useDoctorTarget.js'
import type { Speaker } from './Speaker.js'

/** What an `UploadProvider` provides to the parts and hooks inside it. */
export interface Coatcheck<TFile extends StoredFile = StoredFile> {
  readonly uploader: Uploader<TFile>
  /** The provider's `backend`; undefined with an uploader of the app's own, which holds its own backend. */
  readonly backend: UploadBackend<TFile> | undefined
  readonly restrictions: Restrictions
  /** Undefined means English. */
  readonly locale: Messages | undefined
  /** The provider's `queryClient`, the one from React context, or a private one, in this order. */
  readonly queryClient: QueryClient
  /** The mounted dropzones in mount order; one of them takes the focus when the last row disappears. */
  readonly dropzones: Set<DropzoneHandle>
  /** The mounted lists with rows, so that other parts can go to one of them. */
  readonly lists: Set<ListHandle>
  /** Announces through the provider's one live region. */
  readonly speaker: Speaker
  /**
   * Opens the doctor's dialog for the backend that an upload was added with; undefined without a `doctor`. The button
   * brings the dialog, so that a page without the button does not load it.
   */
  readonly openDoctor: OpenDoctor | undefined
}

/** A mounted dropzone that other parts can move the focus to. */
export interface DropzoneHandle {
  readonly group: string | undefined
  /** A form sends the stored files of the group under this name. */
  readonly name: string | undefined
  readonly focus: () => void
}

/** A mounted list that other parts can move the focus to. */
export interface ListHandle {
  /** Whether the list has this row, be it rendered or not. */
  readonly has: (id: string) => boolean
  /** Scrolls to the row and moves the focus to a button of it. */
  readonly focusRow: (id: string) => void
}

/** The context of the surrounding `UploadProvider`; null outside of one. */
export const CoatcheckContext: Context<Coatcheck | null> = createContext<Coatcheck | null>(null)

/**
 * Returns the context of the surrounding provider.
 * @throws {Error} outside a provider. The message names `caller`, the hook or part.
 */
export function useCoatcheck<TFile extends StoredFile = StoredFile>(caller: string): Coatcheck<TFile> {
  const coatcheck = useContext(CoatcheckContext)
  if (!coatcheck) throw new Error(`${caller} must be used inside <UploadProvider>.`)
  // React context cannot carry a type parameter, so the caller names the type that its backend stores.
  return coatcheck as unknown as Coatcheck<TFile>
}
