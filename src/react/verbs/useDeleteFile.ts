'use client'

import type { StoredFile } from '../../contract/storedFile.js'
import { type DeleteFilesOptions, useDeleteFiles } from './useDeleteFiles.js'

/** The result of {@link useDeleteFile}. */
export interface DeleteFile {
  /** Deletes the file. Null if the backend cannot delete files. */
  readonly deleteFile: (() => void) | null
  /** The time to undo is running. */
  readonly isPending: boolean
  readonly undo: () => void
  /** Why the backend did not delete the file; null if it was not asked to, or did. */
  readonly error: unknown
}

/**
 * Deletes one stored file, with time to undo.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * const { deleteFile, isPending, undo } = useDeleteFile(upload.stored)
 */
export function useDeleteFile<TFile extends StoredFile = StoredFile>(
  file: TFile,
  options: DeleteFilesOptions<TFile> = {},
): DeleteFile {
  const { deleteFiles, pending, undo, failed } = useDeleteFiles(options)
  const deletion = pending.find(({ files }) => files.some(({ id }) => id === file.id))
  return {
    deleteFile: deleteFiles && (() => void deleteFiles([file])),
    isPending: deletion !== undefined,
    undo: () => deletion && undo(deletion.id),
    error: failed.find((failure) => failure.file.id === file.id)?.error ?? null,
  }
}
