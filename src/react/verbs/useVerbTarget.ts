'use client'

import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import { type Coatcheck, useCoatcheck } from '../provider/context.js'
import { galleryKey } from '../query/queryKeys.js'
import { findDraft, type GalleryDraft } from './GalleryDraft.js'

/** What a verb works on. */
export interface VerbTarget<TFile extends StoredFile> extends Pick<Coatcheck<TFile>, 'uploader' | 'queryClient'> {
  readonly backend: UploadBackend<TFile>
  readonly draft: GalleryDraft<TFile>
}

/**
 * Finds the backend of a verb, the given one or the one that files are added with, and its gallery.
 * @throws {Error} outside an `UploadProvider`.
 */
export function useVerbTarget<TFile extends StoredFile>(
  caller: string,
  given: UploadBackend<TFile> | undefined,
): VerbTarget<TFile> {
  const { uploader, backend: provided, queryClient } = useCoatcheck<TFile>(caller)
  const backend = given ?? provided ?? uploader.getBackend()
  return { uploader, queryClient, backend, draft: findDraft(queryClient, galleryKey(backend)) }
}
